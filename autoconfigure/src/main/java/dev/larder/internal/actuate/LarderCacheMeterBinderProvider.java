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

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import dev.larder.cache.LarderCache;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;

/**
 * {@link CacheMeterBinderProvider} for {@link LarderCache}.
 */
public class LarderCacheMeterBinderProvider implements CacheMeterBinderProvider<LarderCache> {

	private final Set<LarderCache> bound = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	@Override
	public MeterBinder getMeterBinder(LarderCache cache, Iterable<Tag> tags) {
		this.bound.add(cache);
		return new LarderCacheMetrics(cache, tags);
	}

	/**
	 * Returns whether the meters of a cache were asked for, of which no more are needed.
	 */
	boolean isBound(LarderCache cache) {
		return this.bound.contains(cache);
	}

}
