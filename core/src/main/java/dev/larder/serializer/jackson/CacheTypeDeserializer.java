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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.AsArrayTypeDeserializer;

/**
 * Reads {@code ["type", value]}. Jackson writes no type for a few scalars that JSON tells
 * apart; they are expected here wherever they fit the declared type, such as
 * {@code Serializable} or {@code Comparable}.
 */
@SuppressWarnings({ "serial", "NullAway" })
final class CacheTypeDeserializer extends AsArrayTypeDeserializer {

	CacheTypeDeserializer(JavaType baseType, TypeIdResolver ids) {
		super(baseType, ids, "", false, null);
	}

	private CacheTypeDeserializer(CacheTypeDeserializer source, BeanProperty property) {
		super(source, property);
	}

	@Override
	public TypeDeserializer forProperty(@Nullable BeanProperty property) {
		return new CacheTypeDeserializer(this, property);
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
