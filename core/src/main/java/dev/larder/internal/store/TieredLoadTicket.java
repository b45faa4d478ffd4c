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

import java.util.concurrent.Executor;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.Flight;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.LoadLease;
import dev.larder.internal.memcached.StoredLoad;
import dev.larder.internal.memcached.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store in memcached and to keep a copy in this process.
 */
final class TieredLoadTicket extends MemcachedLoadTicket {

	private final NearTier near;

	private final EntryKey key;

	private final Validity validity;

	private final @Nullable Entry fallback;

	/**
	 * Creates a ticket.
	 * @param near the copies
	 * @param key the key
	 * @param validity the validity of a copy, taken before the lease
	 * @param lease the right to store in memcached
	 * @param flight the load
	 * @param keeper runs what keeps a copy
	 */
	TieredLoadTicket(NearTier near, EntryKey key, Validity validity, LoadLease lease, Flight<Entry> flight,
			Executor keeper) {
		super(lease, flight, keeper);
		this.near = near;
		this.key = key;
		this.validity = validity;
		Entry shared = super.fallback();
		// With memcached away, the copy is all there is
		this.fallback = (shared != null) ? shared : near.getKept(key.identity());
		Entry present = present();
		if (present != null) {
			near.put(key.identity(), present, validity);
		}
	}

	@Override
	public @Nullable Entry fallback() {
		return this.fallback;
	}

	/**
	 * Keeps a copy of what memcached has, and of what it cannot be given because it is
	 * away, so that each value is loaded once meanwhile.
	 */
	@Override
	void over(StoredLoad stored) {
		super.over(stored);
		boolean kept = stored.outcome() == Outcome.STORED || stored.outcome() == Outcome.UNREACHABLE;
		if (kept && flight().isValid()) {
			this.near.put(this.key.identity(), stored.entry(), this.validity);
		}
	}

}
