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

package dev.larder.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Where in memcached the item of a key is kept.
 *
 * @param key the key of the item
 * @param node the name of its server
 * @param generation the generation that an item there must have to be valid, or
 * {@code null} if items have none, or it is not known
 */
public record ItemLocation(String key, String node, @Nullable Long generation) {

}
