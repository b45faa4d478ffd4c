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
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.type.MapType;

import org.springframework.util.ClassUtils;

/**
 * Maps whose keys may be anything: as an object if all of them are strings, else as an
 * array {@code [key, value, key, value]}.
 */
final class AnyKeyMaps {

	private AnyKeyMaps() {
	}

	/**
	 * Returns whether keys declared so survive as names of properties, as which Jackson
	 * writes and reads them itself.
	 */
	static boolean areNames(JavaType type) {
		Class<?> raw = type.getRawClass();
		return raw == String.class || raw == UUID.class || type.isEnumType() || raw == Enum.class
				|| (ClassUtils.isPrimitiveWrapper(raw) && raw != Character.class);
	}

	/**
	 * Writes such a map.
	 */
	static final class Writer extends TypedValues.Writer<Map<?, ?>> {

		private final JavaType keyType;

		private final JavaType valueType;

		Writer(JavaType type) {
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

		private void writePart(@Nullable Object part, JavaType type, Map<?, ?> map, String name,
				JsonGenerator generator, SerializationContext context) {
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

	}

	/**
	 * Reads the output of {@link Writer}.
	 */
	private static final class Reader extends TypedValues.Reader<Map<Object, Object>> {

		private final JavaType type;

		private final ValueInstantiator instantiator;

		Reader(JavaType type, ValueInstantiator instantiator) {
			super(type);
			this.type = type;
			this.instantiator = instantiator;
		}

		@Override
		public Map<Object, Object> deserialize(JsonParser parser, DeserializationContext context) {
			Map<Object, Object> map = create(context);
			if (parser.isExpectedStartArrayToken()) {
				readPairs(map, parser, context);
			}
			else if (parser.isExpectedStartObjectToken()) {
				readObject(map, parser, context);
			}
			else {
				return context.reportInputMismatch(this, "A map must be an object or an array");
			}
			return map;
		}

		@SuppressWarnings("unchecked")
		private Map<Object, Object> create(DeserializationContext context) {
			return (Map<Object, Object>) this.instantiator.createUsingDefault(context);
		}

		@SuppressWarnings("NullAway") // a map may have null for a value
		private void readObject(Map<Object, Object> map, JsonParser parser, DeserializationContext context) {
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				parser.nextToken();
				map.put(name, TypedValues.read(this.type.getContentType(), parser, context));
			}
		}

		@SuppressWarnings("NullAway") // a map may have null for a key or a value
		private void readPairs(Map<Object, Object> map, JsonParser parser, DeserializationContext context) {
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				Object key = TypedValues.read(this.type.getKeyType(), parser, context);
				if (parser.nextToken() == JsonToken.END_ARRAY) {
					context.reportInputMismatch(this, "A key lacks its value");
				}
				map.put(key, TypedValues.read(this.type.getContentType(), parser, context));
			}
		}

	}

	/**
	 * Puts {@link Reader} in where the keys of a map may be anything.
	 */
	@SuppressWarnings("serial")
	static final class Modifier extends ValueDeserializerModifier {

		@Override
		public ValueDeserializer<?> modifyMapDeserializer(DeserializationConfig config, MapType type,
				BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
			return (deserializer instanceof MapDeserializer maps && !areNames(type.getKeyType()))
					? new Reader(type, maps.getValueInstantiator()) : deserializer;
		}

	}

}
