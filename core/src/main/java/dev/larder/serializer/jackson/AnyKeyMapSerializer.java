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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a map whose keys may be anything: as an object if all of them are strings, else
 * as an array {@code [key, value, key, value]}.
 */
final class AnyKeyMapSerializer extends StdSerializer<Map<?, ?>> {

	private final JavaType keyType;

	private final JavaType valueType;

	AnyKeyMapSerializer(JavaType type) {
		super(type);
		this.keyType = type.getKeyType();
		this.valueType = type.getContentType();
	}

	@Override
	public void serialize(Map<?, ?> map, JsonGenerator generator, SerializationContext context) {
		if (hasNames(map)) {
			generator.writeStartObject();
			map.forEach((key, value) -> {
				generator.writeName((String) key);
				writePart(value, this.valueType, map, (String) key, generator, context);
			});
			generator.writeEndObject();
		}
		else {
			generator.writeStartArray();
			map.forEach((key, value) -> {
				writePart(key, this.keyType, map, "key", generator, context);
				writePart(value, this.valueType, map, "value", generator, context);
			});
			generator.writeEndArray();
		}
	}

	private void writePart(@Nullable Object part, JavaType type, Map<?, ?> map, String name, JsonGenerator generator,
			SerializationContext context) {
		try {
			TypedValues.write(part, type, generator, context);
		}
		catch (RuntimeException ex) {
			wrapAndThrow(context, ex, map, name);
		}
	}

	private static boolean hasNames(Map<?, ?> map) {
		for (Object key : map.keySet()) {
			if (!(key instanceof String)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void serializeWithType(Map<?, ?> map, JsonGenerator generator, SerializationContext context,
			TypeSerializer typing) {
		WritableTypeId id = typing.writeTypePrefix(generator, context,
				typing.typeId(map, JsonToken.VALUE_EMBEDDED_OBJECT));
		serialize(map, generator, context);
		typing.writeTypeSuffix(generator, context, id);
	}

}
