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

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads what {@link AnyKeyMapSerializer} writes.
 */
final class AnyKeyMapDeserializer extends StdDeserializer<Map<Object, Object>> {

	private final JavaType type;

	private final ValueInstantiator instantiator;

	AnyKeyMapDeserializer(JavaType type, ValueInstantiator instantiator) {
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

	@Override
	public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer typing) {
		return typing.deserializeTypedFromAny(parser, context);
	}

}
