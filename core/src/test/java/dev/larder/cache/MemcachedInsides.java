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

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;

/**
 * What tests see and replace of the memcached that the caches of a manager live in.
 */
public final class MemcachedInsides {

	private final MemcachedBackend backend;

	public MemcachedInsides(LarderCacheManager cacheManager) {
		this.backend = Objects.requireNonNull(cacheManager.memcached());
	}

	/**
	 * Replaces parts of what a builder makes.
	 */
	public static void replace(LarderCacheManager.Builder builder, NodeClient.Factory clients,
			UnaryOperator<NodeSettings> settings, Executor executor) {
		builder.memcachedParts(new MemcachedBackend.Parts(clients, settings, executor));
	}

	public MemcachedCluster cluster() {
		return this.backend.cluster();
	}

	public Coherence coherence() {
		return this.backend.coherence();
	}

}
