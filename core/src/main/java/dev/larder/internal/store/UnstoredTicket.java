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
package dev.larder.internal.store;

import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.load.Flight;
import org.jspecify.annotations.Nullable;

/**
 * No right to store anything: the value is for whoever loads it alone.
 */
public final class UnstoredTicket implements LoadTicket {

	private final @Nullable Entry present;

	public UnstoredTicket() {
		this(null);
	}

	/**
	 * Creates a ticket.
	 * @param present the entry to serve instead of loading, or {@code null}
	 */
	public UnstoredTicket(@Nullable Entry present) {
		this.present = present;
	}

	/**
	 * Creates a ticket for a load that others may join.
	 */
	public static UnstoredTicket of(Flight<Entry> flight) {
		// Who joins later may know of changes that nothing tells here
		flight.currentAt(System.nanoTime());
		return new UnstoredTicket();
	}

	@Override
	public @Nullable Entry present() {
		return this.present;
	}

	@Override
	public @Nullable Entry fallback() {
		return null;
	}

	@Override
	public CompletableFuture<Entry> store(@Nullable Object value, long loadMillis) {
		return CompletableFuture.completedFuture(Entry.of(value, 0, 0, Entry.NEVER, loadMillis));
	}

	@Override
	public void abandon() {
		// Nothing was taken
	}

	@Override
	public void fail() {
		// Nothing was taken
	}

}
