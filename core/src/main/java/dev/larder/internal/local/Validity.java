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
package dev.larder.internal.local;

/**
 * Says whether a copy may still be served. It is taken before the copy is read from where
 * its truth is, so that it ends with every change the copy may not show.
 */
@FunctionalInterface
public interface Validity {

	/**
	 * Returns whether a copy that was read after this validity was taken may be served
	 * now. Asked on every hit, so it must be quick and allocate nothing; thread-safe.
	 * @return whether the copy may be served
	 */
	boolean holds();

}
