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
package dev.larder.internal.memcached;

import java.util.concurrent.Executor;

import dev.larder.observation.DefaultMemcachedObservationConvention;
import dev.larder.observation.MemcachedObservationContext;
import dev.larder.observation.MemcachedObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes what caches ask of memcached, as part of what the asking thread does. What is
 * done in the background is not observed: it belongs to nobody's request. Thread-safe.
 */
public final class OperationObservations {

	private static final MemcachedObservationConvention DEFAULT_CONVENTION = new DefaultMemcachedObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable MemcachedObservationConvention convention;

	private final String keyPrefix;

	/**
	 * Creates observations.
	 * @param registry told of them
	 * @param convention says how they are described, {@code null} for the usual way
	 * @param keyPrefix the start of all keys of the application
	 */
	public OperationObservations(ObservationRegistry registry, @Nullable MemcachedObservationConvention convention,
			String keyPrefix) {
		this.registry = registry;
		this.convention = convention;
		this.keyPrefix = keyPrefix;
	}

	/**
	 * Returns the operations of a node for a cache, observed.
	 */
	MemcachedOperations observed(MemcachedNode node, String cacheName) {
		return new ObservedOperations(node, cacheName, this);
	}

	/**
	 * Returns what runs a task on another thread as part of what this thread does.
	 */
	Executor context() {
		Observation current = this.registry.getCurrentObservation();
		return (current == null) ? Runnable::run : (task) -> current.scoped(task);
	}

	/**
	 * Begins to observe an operation.
	 * @return the observation, or {@code null} if nobody wants to know
	 */
	@Nullable Observation start(String operation, String cacheName, NodeAddress node, @Nullable String key, int keys) {
		if (this.registry.isNoop()) {
			return null;
		}
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT_CONVENTION,
				() -> new MemcachedObservationContext(operation, cacheName, this.keyPrefix, node.host(), node.port(),
						key, keys),
				this.registry);
		return observation.isNoop() ? null : observation.start();
	}

}
