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
package dev.larder.internal.load;

import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.load.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load. It lapses when the key is evicted or
 * changed, or the cache cleared, after the lease was taken. Thread-safe.
 */
public interface LoadLease {

	/**
	 * No right to store anything: the value is for whoever loads it alone.
	 */
	LoadLease NONE = new LoadLease() {

		@Override
		public @Nullable Entry present() {
			return null;
		}

		@Override
		public @Nullable Entry fallback() {
			return null;
		}

		@Override
		public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis) {
			Entry entry = Entry.of(value, 0, 0, Entry.NEVER, loadMillis);
			return CompletableFuture.completedFuture(new StoredLoad(entry, Outcome.REFUSED));
		}

		@Override
		public void abandon() {
			// Nothing was taken
		}

		@Override
		public void fail() {
			// Nothing was taken
		}

	};

	/**
	 * Reads the entry to serve instead of loading: one that turned up when the lease was
	 * taken, or the {@link #fallback() fallback} while another instance loads the value
	 * or just failed to.
	 * @return the entry, or {@code null} if the value has to be loaded
	 */
	@Nullable Entry present();

	/**
	 * Reads the entry to serve if the load fails or is slow.
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable Entry fallback();

	/**
	 * Stores a loaded value, unless the lease has lapsed.
	 * @param value the value
	 * @param loadMillis how long it took to load, in milliseconds
	 * @return the entry of the value and what became of it, complete when storing is
	 * over, maybe on a thread that must not be kept waiting; never completed
	 * exceptionally
	 */
	CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis);

	/**
	 * Gives the right back without having loaded, so that others may load at once.
	 */
	void abandon();

	/**
	 * Gives the right back after a failed load. While there is a fallback nobody loads
	 * again for a moment.
	 */
	void fail();

}
