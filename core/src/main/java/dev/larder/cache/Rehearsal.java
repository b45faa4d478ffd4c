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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.value.UnkeptValueException;
import dev.larder.internal.value.ValueWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * An {@link EntryCopier} that copies nothing, but says of values that they could not live
 * in memcached, and that somebody has changed them while they were cached: all who read
 * them share them. It looks at hits for no more than a tenth of the time, and remembers
 * so many values. Thread-safe.
 */
final class Rehearsal implements EntryCopier {

	private static final Log logger = LogFactory.getLog(Rehearsal.class);

	private static final int MAX_VALUES = 10_000;

	private static final int MAX_TYPES = 20;

	private static final int SHARE_OF_TIME = 10;

	private final String cacheName;

	private final ValueWriter writer;

	private final Refusals found;

	/**
	 * What values looked like when they were stored.
	 */
	private final Cache<Object, Integer> digests = Caffeine.newBuilder().weakKeys().maximumSize(MAX_VALUES).build();

	private final Map<String, String> changed = new ConcurrentHashMap<>();

	private volatile long nextLook = System.nanoTime();

	Rehearsal(String cacheName, ValueWriter writer) {
		this.cacheName = cacheName;
		this.writer = writer;
		this.found = Refusals.ofRehearsal(cacheName);
	}

	@Override
	public Entry keep(Entry entry) {
		Object value = entry.get();
		if (value != null) {
			try {
				this.digests.put(value, Arrays.hashCode(this.writer.write(value).data()));
			}
			catch (UnkeptValueException ex) {
				this.found.refuse(ex);
			}
		}
		return entry;
	}

	@Override
	public Entry give(Entry kept) {
		Object value = kept.get();
		long now = System.nanoTime();
		if (value != null && now - this.nextLook >= 0) {
			look(value);
			this.nextLook = System.nanoTime() + (System.nanoTime() - now) * SHARE_OF_TIME;
		}
		return kept;
	}

	private void look(Object value) {
		Integer before = this.digests.getIfPresent(value);
		if (before == null || this.changed.size() >= MAX_TYPES) {
			return;
		}
		try {
			int digest = Arrays.hashCode(this.writer.write(value).data());
			if (digest != before) {
				this.digests.put(value, digest);
				changed(value.getClass().getName());
			}
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			// It is being changed at this moment, or can no longer be written
		}
	}

	private void changed(String type) {
		String line = "Cache '" + this.cacheName + "': a value of type " + type + " has changed while it was cached. "
				+ "All who read it share it, so that they see the change, and memcached would not. Copy a value before "
				+ "changing it, or set 'copy-on-read' of the cache.";
		if (this.changed.putIfAbsent(type, line) == null) {
			logger.warn(line);
		}
	}

	/**
	 * Returns what was found of values that somebody has changed.
	 * @return a line for each type
	 */
	List<String> advice() {
		return this.changed.values().stream().sorted().toList();
	}

}
