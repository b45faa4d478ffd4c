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

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads the output of {@link FieldsSerializer}. A class may have got more fields since,
 * or fewer. If it has got others, as when one was renamed, its values are not read: they
 * would lack what they had.
 */
final class FieldsDeserializer extends TypedValues.Reader<Object> {

	private final JavaType type;

	private final TypeNames types;

	private final @Nullable ObjectFields fields;

	private final Map<String, FieldReader> readers = new HashMap<>();

	FieldsDeserializer(JavaType type, TypeNames types) {
		super(type);
		this.type = type;
		this.types = types;
		this.fields = ObjectFields.find(type, types);
	}

	@Override
	public void resolve(DeserializationContext context) {
		if (this.fields == null) {
			return;
		}
		for (int i = 0; i < this.fields.fields().size(); i++) {
			Field field = this.fields.fields().get(i);
			JavaType declared = context.getTypeFactory()
				.resolveMemberType(field.getGenericType(),
						this.type.findSuperType(field.getDeclaringClass()).getBindings());
			TypeDeserializer typing = context.findTypeDeserializer(declared);
			this.readers.put(this.fields.names().get(i), new FieldReader(i, declared.isPrimitive(), typing,
					(typing == null) ? context.findContextualValueDeserializer(declared, null) : null));
		}
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		if (this.fields == null) {
			throw ObjectFields.refusal(this.type, this.types);
		}
		if (!parser.isExpectedStartObjectToken()) {
			return context.reportInputMismatch(this, "A %s must be an object", this.type);
		}
		Object[] values = new Object[this.readers.size()];
		boolean[] known = new boolean[values.length];
		int count = 0;
		boolean others = false;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken token = parser.nextToken();
			FieldReader reader = this.readers.get(name);
			if (reader == null) {
				parser.skipChildren();
				others = true;
			}
			else {
				values[reader.index()] = reader.read(token, parser, context);
				count += known[reader.index()] ? 0 : 1;
				known[reader.index()] = true;
			}
		}
		if (count < values.length && (others || count == 0)) {
			return context.reportInputMismatch(this, "The fields of %s are others", this.type);
		}
		return this.fields.create(values, known);
	}

	/**
	 * Reads one field.
	 *
	 * @param index its place among the fields
	 * @param primitive whether it cannot be null
	 * @param typing the reader of the type and the value, if the type is written
	 * @param deserializer the reader of the value, if the type is not written
	 */
	private record FieldReader(int index, boolean primitive, @Nullable TypeDeserializer typing,
			@Nullable ValueDeserializer<Object> deserializer) {

		@Nullable Object read(JsonToken token, JsonParser parser, DeserializationContext context) {
			if (token == JsonToken.VALUE_NULL) {
				return this.primitive ? context.reportInputMismatch(Object.class, "A primitive field cannot be null")
						: null;
			}
			if (this.typing != null) {
				return this.typing.deserializeTypedFromAny(parser, context);
			}
			return (this.deserializer != null) ? this.deserializer.deserialize(parser, context) : null;
		}

	}

}
