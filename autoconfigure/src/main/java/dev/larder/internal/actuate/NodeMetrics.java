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
package dev.larder.internal.actuate;

import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of each memcached server and of how well the local copies of its items are kept
 * up to date, tagged with the server's name and the cache manager that uses it. They are
 * there until the manager is closed.
 */
public class NodeMetrics implements MeterBinder {

	private final LarderCacheManagers cacheManagers;

	/**
	 * Creates the meters.
	 * @param cacheManagers the managers whose servers are measured
	 */
	public NodeMetrics(LarderCacheManagers cacheManagers) {
		this.cacheManagers = cacheManagers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.cacheManagers.forEach((name, cacheManager) -> bindTo(registry, name, cacheManager));
	}

	private static void bindTo(MeterRegistry registry, String name, LarderCacheManager cacheManager) {
		NodeMeters meters = new NodeMeters(registry, cacheManager, CacheManagerTag.of(name));
		cacheManager.getNodeStatistics().forEach((node) -> meters.add(node.name()));
		cacheManager.addNodeListener(meters);
		cacheManager.addCloseListener(meters::remove);
	}

}
