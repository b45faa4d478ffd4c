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
package dev.larder.cache;

/**
 * Told how long the loads of a cache take, such as for meters. Called on the threads that
 * load or wait, at the end of each load. Implementations are thread-safe, quick, and
 * never throw.
 */
public interface LoadListener {

	/**
	 * A load has ended.
	 * @param nanos how long it took, in nanoseconds
	 * @param failed whether it failed
	 */
	void loaded(long nanos, boolean failed);

	/**
	 * A wait for the load of another instance has ended, with its value or in vain.
	 * @param nanos how long it took, in nanoseconds
	 */
	void awaited(long nanos);

}
