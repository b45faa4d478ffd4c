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

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes an {@code Optional} as an array of none or one. Jackson writes just the value,
 * and so loses the {@code Optional} where it is not declared.
 */
final class OptionalSerializer extends StdSerializer<Optional<?>> {

	OptionalSerializer() {
		super(Optional.class);
	}

	@Override
	public void serialize(Optional<?> value, JsonGenerator generator, SerializationContext context) {
		generator.writeStartArray();
		if (value.isPresent()) {
			TypedValues.write(value.get(), context.constructType(Object.class), generator, context);
		}
		generator.writeEndArray();
	}

	@Override
	public void serializeWithType(Optional<?> value, JsonGenerator generator, SerializationContext context,
			TypeSerializer typing) {
		WritableTypeId id = typing.writeTypePrefix(generator, context,
				typing.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
		serialize(value, generator, context);
		typing.writeTypeSuffix(generator, context, id);
	}

}
