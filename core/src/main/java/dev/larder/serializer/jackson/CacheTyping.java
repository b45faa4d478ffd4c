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

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.AsArrayTypeDeserializer;
import tools.jackson.databind.jsontype.impl.AsArrayTypeSerializer;
import tools.jackson.databind.jsontype.impl.DefaultTypeResolverBuilder;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/**
 * Writes the type of a value as {@code ["type", value]} wherever the declared type may
 * have subtypes.
 */
@SuppressWarnings({ "serial", "NullAway" })
final class CacheTyping extends DefaultTypeResolverBuilder {

	private final transient TypeNames types;

	CacheTyping(TypeNames types) {
		super(new Validator(types), DefaultTyping.NON_FINAL, JsonTypeInfo.As.WRAPPER_ARRAY);
		this.types = types;
	}

	@Override
	public boolean useForType(JavaType type) {
		Class<?> raw = type.getRawClass();
		if (raw == EnumSet.class || raw == EnumMap.class) {
			return false;
		}
		return super.useForType(type);
	}

	@Override
	public @Nullable TypeSerializer buildTypeSerializer(SerializationContext context, JavaType baseType,
			Collection<NamedType> subtypes) {
		return useForType(baseType) ? new AsArrayTypeSerializer(new Ids(baseType, this.types), null) : null;
	}

	@Override
	public @Nullable TypeDeserializer buildTypeDeserializer(DeserializationContext context, JavaType baseType,
			Collection<NamedType> subtypes) {
		return useForType(baseType) ? new Reader(baseType, new Ids(baseType, this.types)) : null;
	}

	/**
	 * Applies the allow-list to class names that annotations of an application ask
	 * Jackson to read.
	 */
	@SuppressWarnings("serial")
	static final class Validator extends PolymorphicTypeValidator {

		private final transient TypeNames types;

		Validator(TypeNames types) {
			this.types = types;
		}

		@Override
		public Validity validateBaseType(DatabindContext context, JavaType baseType) {
			return Validity.INDETERMINATE;
		}

		@Override
		public Validity validateSubClassName(DatabindContext context, JavaType baseType, String subClassName) {
			this.types.check(subClassName);
			return Validity.ALLOWED;
		}

		@Override
		public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType subType) {
			this.types.check(subType.getRawClass().getName());
			return Validity.ALLOWED;
		}

	}

	/**
	 * Gives and reads the names of types at one place of a value.
	 */
	@SuppressWarnings({ "serial", "NullAway" })
	private static final class Ids extends TypeIdResolverBase {

		private final transient TypeNames types;

		Ids(JavaType baseType, TypeNames types) {
			super(baseType);
			this.types = types;
		}

		@Override
		public String idFromValue(DatabindContext context, Object value) {
			return this.types.nameOf(value);
		}

		@Override
		public String idFromValueAndType(DatabindContext context, @Nullable Object value, Class<?> suggestedType) {
			return (value != null) ? this.types.nameOf(value) : this.types.nameOf(suggestedType);
		}

		@Override
		public JavaType typeFromId(DatabindContext context, String id) {
			return this.types.typeOf(context, this._baseType, id);
		}

		@Override
		public JsonTypeInfo.Id getMechanism() {
			return JsonTypeInfo.Id.CUSTOM;
		}

	}

	/**
	 * Reads {@code ["type", value]}. Jackson writes no type for a few scalars that JSON
	 * tells apart; they are expected here wherever they fit the declared type, such as
	 * {@code Serializable} or {@code Comparable}.
	 */
	@SuppressWarnings({ "serial", "NullAway" })
	private static final class Reader extends AsArrayTypeDeserializer {

		Reader(JavaType baseType, TypeIdResolver ids) {
			super(baseType, ids, "", false, null);
		}

		private Reader(Reader source, BeanProperty property) {
			super(source, property);
		}

		@Override
		public TypeDeserializer forProperty(@Nullable BeanProperty property) {
			return new Reader(this, property);
		}

		@Override
		public Object deserializeTypedFromAny(JsonParser parser, DeserializationContext context) {
			Object natural = deserializeIfNatural(parser, context, this._baseType);
			return (natural != null) ? natural : super.deserializeTypedFromAny(parser, context);
		}

		@Override
		public Object deserializeTypedFromScalar(JsonParser parser, DeserializationContext context) {
			Object natural = deserializeIfNatural(parser, context, this._baseType);
			return (natural != null) ? natural : super.deserializeTypedFromScalar(parser, context);
		}

		@Override
		public Object deserializeTypedFromObject(JsonParser parser, DeserializationContext context) {
			Object natural = deserializeIfNatural(parser, context, this._baseType);
			return (natural != null) ? natural : super.deserializeTypedFromObject(parser, context);
		}

	}

}
