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

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.type.MapType;

/**
 * Puts {@link AnyKeyMapDeserializer} in where the keys of a map may be anything.
 */
@SuppressWarnings("serial")
final class AnyKeyMapDeserializerModifier extends ValueDeserializerModifier {

	@Override
	public ValueDeserializer<?> modifyMapDeserializer(DeserializationConfig config, MapType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		return (deserializer instanceof MapDeserializer maps && !MapKeys.areNames(type.getKeyType()))
				? new AnyKeyMapDeserializer(type, maps.getValueInstantiator()) : deserializer;
	}

}
