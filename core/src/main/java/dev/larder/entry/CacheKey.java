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
package dev.larder.entry;

/**
 * A cache key that says itself how it is written. To be implemented by classes that serve
 * as keys of a cache outside the JVM and are neither records, enums nor of the JDK's own
 * value types, whose parts Larder therefore does not know.
 * <p>
 * Two keys of one class must return the same text exactly when they are equal. The class
 * name becomes part of the written key, so that keys of different classes never meet.
 */
public interface CacheKey {

	/**
	 * Returns the key as text, in any characters and of any length.
	 * @return the text, never {@code null}
	 */
	String toCacheKey();

}
