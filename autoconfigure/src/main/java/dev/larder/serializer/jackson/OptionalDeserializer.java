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

import java.util.Optional;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads what {@link OptionalSerializer} writes.
 */
final class OptionalDeserializer extends StdDeserializer<Optional<?>> {

	OptionalDeserializer() {
		super(Optional.class);
	}

	@Override
	public Optional<?> deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.isExpectedStartArrayToken()) {
			return context.reportInputMismatch(this, "An Optional must be an array");
		}
		if (parser.nextToken() == JsonToken.END_ARRAY) {
			return Optional.empty();
		}
		Object value = TypedValues.read(context.constructType(Object.class), parser, context);
		if (parser.nextToken() != JsonToken.END_ARRAY) {
			return context.reportInputMismatch(this, "An Optional must have one value at most");
		}
		return Optional.ofNullable(value);
	}

}
