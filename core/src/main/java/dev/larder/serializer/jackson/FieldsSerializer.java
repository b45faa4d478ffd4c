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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.impl.PropertySerializerMap;

import dev.larder.internal.lazy.LazyValues;

/**
 * Writes an object as its fields. Where a class has none that can be written, that is
 * said only of an object: a field or a list of that type may well be empty.
 */
final class FieldsSerializer extends TypedValues.Writer<Object> {

	private final JavaType type;

	private final TypeNames types;

	private final @Nullable ObjectFields fields;

	private final boolean lazy;

	private List<FieldWriter> writers = List.of();

	FieldsSerializer(JavaType type, TypeNames types) {
		super(type);
		this.type = type;
		this.types = types;
		this.fields = ObjectFields.find(type, types);
		this.lazy = LazyValues.concern(type.getRawClass());
	}

	@Override
	public void resolve(SerializationContext context) {
		if (this.fields == null) {
			return;
		}
		List<FieldWriter> writers = new ArrayList<>();
		for (int i = 0; i < this.fields.fields().size(); i++) {
			Field field = this.fields.fields().get(i);
			JavaType declared = context.getTypeFactory()
				.resolveMemberType(field.getGenericType(),
						this.type.findSuperType(field.getDeclaringClass()).getBindings());
			writers.add(
					new FieldWriter(this.fields.names().get(i), field, declared, context.findTypeSerializer(declared)));
		}
		this.writers = writers;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		if (this.fields == null) {
			throw ObjectFields.refusal(this.type, this.types);
		}
		if (this.lazy) {
			LazyValues.unwrap(value);
		}
		generator.writeStartObject(value);
		for (FieldWriter writer : this.writers) {
			try {
				writer.write(value, generator, context);
			}
			catch (IllegalAccessException | RuntimeException ex) {
				wrapAndThrow(context, ex, value, writer.name);
			}
		}
		generator.writeEndObject();
	}

	/**
	 * Writes one field.
	 */
	private static final class FieldWriter {

		private final String name;

		private final Field field;

		private final @Nullable JavaType container;

		private final @Nullable TypeSerializer typing;

		private PropertySerializerMap serializers = PropertySerializerMap.emptyForProperties();

		FieldWriter(String name, Field field, JavaType declared, @Nullable TypeSerializer typing) {
			this.name = name;
			this.field = field;
			this.container = (declared.isContainerType() || declared.containedTypeCount() > 0) ? declared : null;
			this.typing = typing;
		}

		void write(Object object, JsonGenerator generator, SerializationContext context) throws IllegalAccessException {
			Object value = this.field.get(object);
			generator.writeName(this.name);
			if (value == null) {
				generator.writeNull();
			}
			else if (this.typing != null) {
				serializer(value.getClass(), context).serializeWithType(value, generator, context, this.typing);
			}
			else {
				serializer(value.getClass(), context).serialize(value, generator, context);
			}
		}

		private ValueSerializer<Object> serializer(Class<?> type, SerializationContext context) {
			ValueSerializer<Object> serializer = this.serializers.serializerFor(type);
			return (serializer != null) ? serializer : find(type, context);
		}

		/**
		 * The declared type of a container's elements decides how they are written.
		 */
		private ValueSerializer<Object> find(Class<?> type, SerializationContext context) {
			JavaType found = (this.container != null) ? context.constructSpecializedType(this.container, type)
					: context.constructType(type);
			var result = this.serializers.findAndAddPrimarySerializer(found, context, null);
			this.serializers = result.map;
			return result.serializer;
		}

	}

}
