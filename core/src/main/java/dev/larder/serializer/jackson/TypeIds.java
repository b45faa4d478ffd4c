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

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/**
 * Gives and reads the names of types at one place of a value.
 */
@SuppressWarnings({ "serial", "NullAway" })
final class TypeIds extends TypeIdResolverBase {

	private final transient TypeNames types;

	TypeIds(JavaType baseType, TypeNames types) {
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
