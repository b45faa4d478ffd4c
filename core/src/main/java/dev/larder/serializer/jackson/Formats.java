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

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.larder.internal.lazy.LazyValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/**
 * Chooses how values of a type are written and read: by their fields, as something else,
 * or as Jackson does.
 */
@SuppressWarnings("serial")
final class Formats extends SimpleModule {

	private final transient TypeNames types;

	Formats(TypeNames types) {
		super("larder");
		this.types = types;
		addDeserializer(Class.class, new ClassReader(types));
		setDeserializerModifier(new AnyKeyMaps.Modifier());
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addSerializers(new Writing());
		context.addDeserializers(new Reading());
	}

	private final class Writing extends Serializers.Base {

		@Override
		public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
				BeanDescription.Supplier description, JsonFormat.Value format) {
			Class<?> raw = type.getRawClass();
			if (LazyValues.areProxies(raw)) {
				return new ProxyWriter();
			}
			boolean kept = Formats.this.types.isKept(raw);
			Surrogate surrogate = Surrogate.of(raw);
			if (kept && surrogate != null) {
				return new Surrogate.Writer(type, surrogate);
			}
			return (!kept || ObjectFields.describe(raw)) ? new FieldsSerializer(type, Formats.this.types) : null;
		}

		@Override
		public @Nullable ValueSerializer<?> findTreeNodeSerializer(SerializationConfig config, JavaType type,
				BeanDescription.Supplier description, JsonFormat.Value format) {
			return JsonNode.class.isAssignableFrom(type.getRawClass()) ? new Trees.Writer(type) : null;
		}

		@Override
		public @Nullable ValueSerializer<?> findReferenceSerializer(SerializationConfig config, ReferenceType type,
				BeanDescription.Supplier description, JsonFormat.Value format, TypeSerializer contentTyping,
				ValueSerializer<Object> content) {
			return findSerializer(config, type, description, format);
		}

		@Override
		public @Nullable ValueSerializer<?> findCollectionSerializer(SerializationConfig config, CollectionType type,
				BeanDescription.Supplier description, JsonFormat.Value format, TypeSerializer elementTyping,
				ValueSerializer<Object> element) {
			return findSerializer(config, type, description, format);
		}

		@Override
		public @Nullable ValueSerializer<?> findMapSerializer(SerializationConfig config, MapType type,
				BeanDescription.Supplier description, JsonFormat.Value format, ValueSerializer<Object> key,
				TypeSerializer valueTyping, ValueSerializer<Object> value) {
			ValueSerializer<?> serializer = findSerializer(config, type, description, format);
			return (serializer != null || AnyKeyMaps.areNames(type.getKeyType())) ? serializer
					: new AnyKeyMaps.Writer(type);
		}

	}

	private final class Reading extends Deserializers.Base {

		@Override
		public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
			return false;
		}

		@Override
		public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			Class<?> raw = type.getRawClass();
			Surrogate surrogate = Surrogate.of(raw);
			if (surrogate != null) {
				return new Surrogate.Reader(type, surrogate);
			}
			return ObjectFields.describe(raw) ? new FieldsDeserializer(type, Formats.this.types) : null;
		}

		@Override
		public @Nullable ValueDeserializer<?> findTreeNodeDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			return JsonNode.class.isAssignableFrom(type.getRawClass()) ? new Trees.Reader(type) : null;
		}

		@Override
		public @Nullable ValueDeserializer<?> findReferenceDeserializer(ReferenceType type,
				DeserializationConfig config, BeanDescription.Supplier description, TypeDeserializer contentTyping,
				ValueDeserializer<?> content) {
			return findBeanDeserializer(type, config, description);
		}

		@Override
		public @Nullable ValueDeserializer<?> findCollectionDeserializer(CollectionType type,
				DeserializationConfig config, BeanDescription.Supplier description, TypeDeserializer elementTyping,
				ValueDeserializer<?> element) {
			return findBeanDeserializer(type, config, description);
		}

		@Override
		public @Nullable ValueDeserializer<?> findMapDeserializer(MapType type, DeserializationConfig config,
				BeanDescription.Supplier description, KeyDeserializer key, TypeDeserializer valueTyping,
				ValueDeserializer<?> value) {
			return findBeanDeserializer(type, config, description);
		}

	}

	/**
	 * Writes the entity that a proxy stands for.
	 */
	private static final class ProxyWriter extends StdSerializer<Object> {

		ProxyWriter() {
			super(Object.class);
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			Object entity = LazyValues.unwrap(value);
			context.findValueSerializer(entity.getClass()).serialize(entity, generator, context);
		}

		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typing) {
			Object entity = LazyValues.unwrap(value);
			context.findValueSerializer(entity.getClass()).serializeWithType(entity, generator, context, typing);
		}

	}

	/**
	 * Reads classes of allowed types. Jackson would initialize any class it is told.
	 */
	private static final class ClassReader extends StdDeserializer<Class<?>> {

		private final TypeNames types;

		ClassReader(TypeNames types) {
			super(Class.class);
			this.types = types;
		}

		@Override
		public Class<?> deserialize(JsonParser parser, DeserializationContext context) {
			return this.types.load(parser.getString());
		}

	}

}
