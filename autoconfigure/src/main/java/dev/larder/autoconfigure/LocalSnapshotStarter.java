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
package dev.larder.autoconfigure;

import dev.larder.internal.snapshot.LocalSnapshots;

import org.springframework.cache.CacheManager;
import org.springframework.context.SmartLifecycle;

/**
 * Has local caches restored once the application has started. The last snapshot is
 * written when the beans are destroyed, after those who use the caches.
 */
final class LocalSnapshotStarter implements SmartLifecycle {

	private final LocalSnapshots snapshots;

	private final CacheManager cacheManager;

	private volatile boolean running;

	LocalSnapshotStarter(LocalSnapshots snapshots, CacheManager cacheManager) {
		this.snapshots = snapshots;
		this.cacheManager = cacheManager;
	}

	@Override
	public void start() {
		this.running = true;
		this.snapshots.start(this.cacheManager::getCache);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
