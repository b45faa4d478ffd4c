/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.larder.serializer.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes and reads a value inside another, at a place with a declared type.
 */
final class TypedValues {

	private TypedValues() {
	}

	static void write(@Nullable Object value, JavaType type, JsonGenerator generator, SerializationContext context) {
		if (value == null) {
			generator.writeNull();
			return;
		}
		ValueSerializer<Object> serializer = context.findContentValueSerializer(value.getClass(), null);
		TypeSerializer typing = context.findTypeSerializer(type);
		if (typing != null) {
			serializer.serializeWithType(value, generator, context, typing);
		}
		else {
			serializer.serialize(value, generator, context);
		}
	}

	static @Nullable Object read(JavaType type, JsonParser parser, DeserializationContext context) {
		if (parser.currentToken() == JsonToken.VALUE_NULL) {
			return null;
		}
		return context.findRootValueDeserializer(type).deserialize(parser, context);
	}

	/**
	 * Writes values of one type, in whatever form, behind the name of their type.
	 */
	abstract static class Writer<T> extends StdSerializer<T> {

		Writer(JavaType type) {
			super(type);
		}

		@Override
		public final void serializeWithType(T value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typing) {
			WritableTypeId id = typing.writeTypePrefix(generator, context,
					typing.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
			serialize(value, generator, context);
			typing.writeTypeSuffix(generator, context, id);
		}

	}

	/**
	 * Reads values of one type, in whatever form, behind the name of their type.
	 */
	abstract static class Reader<T> extends StdDeserializer<T> {

		Reader(JavaType type) {
			super(type);
		}

		@Override
		public final Object deserializeWithType(JsonParser parser, DeserializationContext context,
				TypeDeserializer typing) {
			return typing.deserializeTypedFromAny(parser, context);
		}

	}

}
