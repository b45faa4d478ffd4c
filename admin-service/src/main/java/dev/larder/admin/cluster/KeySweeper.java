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

package dev.larder.admin.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Deletes the items of a server whose keys begin alike. The server lists its keys, some
 * ten thousand of these are kept, the list is ended, and they are deleted no faster than
 * is configured; then the next. So a server neither lists its keys for as long as
 * deleting takes, which holds up others, nor is this service filled by its keys. Four
 * servers are swept at the same time. Safe for use by several threads.
 */
@Component
public class KeySweeper {

	private static final int MAX_SWEEPS = 4;

	private static final int MAX_BATCH = 500;

	private static final int KEYS_BETWEEN_REPORTS = 1000;

	private static final int MAX_KEYS = 50_000;

	private final ServerGateway gateway;

	private final int deletesPerSecond;

	private final int maxKeys;

	private final Semaphore sweeps = new Semaphore(MAX_SWEEPS, true);

	@Autowired
	KeySweeper(ServerGateway gateway, AdminProperties properties) {
		this(gateway, properties.operations().deletesPerSecond(), MAX_KEYS);
	}

	/**
	 * Creates a sweeper.
	 * @param gateway talks to the servers
	 * @param deletesPerSecond how many items of a server are deleted in a second
	 * @param maxKeys how many keys are kept until they are deleted
	 */
	KeySweeper(ServerGateway gateway, int deletesPerSecond, int maxKeys) {
		this.gateway = gateway;
		this.deletesPerSecond = deletesPerSecond;
		this.maxKeys = maxKeys;
	}

	/**
	 * Counts the items whose keys begin alike.
	 * @param server the server
	 * @param prefix how they begin
	 * @param listener is told how far the sweep has come, and ends it by an
	 * {@link ApiException}
	 * @return the counts at the end
	 */
	public SweepCount count(ClusterServer server, String prefix, Consumer<SweepCount> listener) {
		Sweep sweep = new Sweep(server, prefix, listener);
		return inTurn(sweep, () -> {
			this.gateway.listKeys(server, (item) -> {
				sweep.matches(item);
				return true;
			});
			return sweep.count();
		});
	}

	/**
	 * Deletes the items whose keys begin alike. One that is stored meanwhile may remain.
	 * @param server the server
	 * @param prefix how they begin
	 * @param listener is told how far the sweep has come, and ends it by an
	 * {@link ApiException}
	 * @return the counts at the end
	 */
	public SweepCount delete(ClusterServer server, String prefix, Consumer<SweepCount> listener) {
		Sweep sweep = new Sweep(server, prefix, listener);
		return inTurn(sweep, () -> {
			do {
				this.gateway.listKeys(server, sweep::collect);
				delete(sweep, sweep.takeKeys());
			}
			while (!sweep.sawAll());
			return sweep.count();
		});
	}

	private void delete(Sweep sweep, List<ItemKey> keys) {
		int batch = Math.min(MAX_BATCH, this.deletesPerSecond);
		long start = System.nanoTime();
		for (int from = 0; from < keys.size(); from += batch) {
			int to = Math.min(from + batch, keys.size());
			sweep.deleted(this.gateway.deleteAll(sweep.server(), keys.subList(from, to)));
			pauseUntil(start + TimeUnit.SECONDS.toNanos(to) / this.deletesPerSecond);
		}
	}

	private SweepCount inTurn(Sweep sweep, Supplier<SweepCount> work) {
		try {
			while (!this.sweeps.tryAcquire(1, TimeUnit.SECONDS)) {
				sweep.report();
			}
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
		try {
			sweep.expect(this.gateway.items(sweep.server()));
			return work.get();
		}
		finally {
			this.sweeps.release();
		}
	}

	private static void pauseUntil(long nanoTime) {
		try {
			TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private static ApiException interrupted() {
		Thread.currentThread().interrupt();
		return new ApiException(ProblemCode.OPERATION_CANCELLED, "The service is ending");
	}

	/**
	 * How far a sweep of a server has come. Not safe for use by several threads.
	 */
	private final class Sweep {

		private final ClusterServer server;

		private final byte[] prefix;

		private final Consumer<SweepCount> listener;

		private List<ItemKey> keys = new ArrayList<>();

		private boolean full;

		private @Nullable Long items;

		private long seen;

		private long matched;

		private long deleted;

		private long undeletable;

		private Sweep(ClusterServer server, String prefix, Consumer<SweepCount> listener) {
			this.server = server;
			this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
			this.listener = listener;
		}

		ClusterServer server() {
			return this.server;
		}

		void expect(@Nullable Long items) {
			this.items = items;
		}

		boolean matches(DumpedItem item) {
			if (++this.seen % KEYS_BETWEEN_REPORTS == 0) {
				report();
			}
			byte[] key = item.key();
			boolean matches = key.length >= this.prefix.length
					&& Arrays.equals(key, 0, this.prefix.length, this.prefix, 0, this.prefix.length);
			this.matched += matches ? 1 : 0;
			return matches;
		}

		/**
		 * Keeps a key that begins as wanted.
		 * @return whether another may follow
		 */
		boolean collect(DumpedItem item) {
			if (matches(item)) {
				try {
					this.keys.add(ItemKey.ofBytes(item.key()));
				}
				catch (IllegalArgumentException ex) {
					this.undeletable++;
				}
			}
			this.full = this.keys.size() >= KeySweeper.this.maxKeys;
			return !this.full;
		}

		List<ItemKey> takeKeys() {
			List<ItemKey> taken = this.keys;
			this.keys = new ArrayList<>();
			return taken;
		}

		boolean sawAll() {
			return !this.full;
		}

		void deleted(int count) {
			this.deleted += count;
			report();
		}

		void report() {
			this.listener.accept(count());
		}

		SweepCount count() {
			return new SweepCount(this.seen, this.items, this.matched, this.deleted, this.undeletable);
		}

	}

}
