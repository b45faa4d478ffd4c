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
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.AsArrayTypeSerializer;
import tools.jackson.databind.jsontype.impl.DefaultTypeResolverBuilder;

/**
 * Writes the type of a value as {@code ["type", value]} wherever the declared type may
 * have subtypes.
 */
@SuppressWarnings({ "serial", "NullAway" })
final class CacheTyping extends DefaultTypeResolverBuilder {

	private final transient TypeNames types;

	CacheTyping(TypeNames types) {
		super(new AllowListValidator(types), DefaultTyping.NON_FINAL, JsonTypeInfo.As.WRAPPER_ARRAY);
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
		return useForType(baseType) ? new AsArrayTypeSerializer(new TypeIds(baseType, this.types), null) : null;
	}

	@Override
	public @Nullable TypeDeserializer buildTypeDeserializer(DeserializationContext context, JavaType baseType,
			Collection<NamedType> subtypes) {
		return useForType(baseType) ? new CacheTypeDeserializer(baseType, new TypeIds(baseType, this.types)) : null;
	}

}
