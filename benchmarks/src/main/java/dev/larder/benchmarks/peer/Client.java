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

package dev.larder.benchmarks.peer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A cache, as all peers can be used. A peer that does not have an operation throws an
 * {@link UnsupportedOperationException}.
 */
public interface Client extends AutoCloseable {

	@Nullable Object get(String key) throws Exception;

	void put(String key, Object value) throws Exception;

	default void evict(String key) throws Exception {
		throw new UnsupportedOperationException();
	}

	default void clear() throws Exception {
		throw new UnsupportedOperationException();
	}

	default Object load(String key, Callable<Object> loader) throws Exception {
		throw new UnsupportedOperationException();
	}

	default Map<String, ?> getAll(Collection<String> keys) throws Exception {
		throw new UnsupportedOperationException();
	}

	@Override
	void close();

}
