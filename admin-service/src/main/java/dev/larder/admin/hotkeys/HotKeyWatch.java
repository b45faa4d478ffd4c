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

package dev.larder.admin.hotkeys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.hotkeys.HotKeyView.Fetch;
import dev.larder.admin.hotkeys.HotKeyView.HotKey;
import dev.larder.admin.hotkeys.HotKeyView.State;
import dev.larder.admin.job.BackgroundJob;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.WatchedFetch;
import org.jspecify.annotations.Nullable;

/**
 * A watch of a server, and what it has seen. Safe for use by several threads.
 */
public final class HotKeyWatch implements BackgroundJob {

	private static final int COUNTERS = 1000;

	private static final int SHOWN_KEYS = 100;

	private static final int TAIL = 200;

	private static final int FETCHES_PER_SECOND = 20;

	private final String id;

	private final String cluster;

	private final ClusterServer server;

	private final String user;

	private final Instant startedAt;

	private final FrequentKeys keys = new FrequentKeys(COUNTERS);

	private final Deque<Fetch> tail = new ArrayDeque<>();

	private long ownReads;

	private long tailNumber;

	private long second;

	private int inSecond;

	private long skipped;

	private @Nullable Long dropped;

	private State state = State.RUNNING;

	private @Nullable Instant finishedAt;

	private @Nullable TargetProblem problem;

	private boolean cancelled;

	HotKeyWatch(String id, String cluster, ClusterServer server, String user, Instant startedAt) {
		this.id = id;
		this.cluster = cluster;
		this.server = server;
		this.user = user;
		this.startedAt = startedAt;
	}

	@Override
	public String id() {
		return this.id;
	}

	String cluster() {
		return this.cluster;
	}

	ClusterServer server() {
		return this.server;
	}

	/**
	 * Takes note of a read.
	 * @return whether to go on
	 */
	synchronized boolean add(WatchedFetch fetch) {
		this.skipped += fetch.skipped();
		String key = fetch.key();
		if (key != null) {
			boolean own = OwnKeys.contain(key);
			this.ownReads += own ? 1 : 0;
			this.keys.add(key, fetch.found());
			show(key, fetch.found(), own);
		}
		return !this.cancelled;
	}

	private void show(String key, boolean found, boolean own) {
		long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
		if (now != this.second) {
			this.second = now;
			this.inSecond = 0;
		}
		if (this.inSecond++ < FETCHES_PER_SECOND) {
			if (this.tail.size() == TAIL) {
				this.tail.removeFirst();
			}
			this.tail.addLast(new Fetch(++this.tailNumber, text(key), base64(key), found, own));
		}
	}

	@Override
	public synchronized void cancel() {
		this.cancelled = true;
	}

	synchronized void end(Instant now, @Nullable Long dropped, @Nullable TargetProblem problem) {
		this.dropped = dropped;
		this.problem = problem;
		this.finishedAt = now;
		this.state = (problem != null) ? State.FAILED : (this.cancelled ? State.CANCELLED : State.SUCCEEDED);
	}

	@Override
	public synchronized @Nullable Instant finishedAt() {
		return this.finishedAt;
	}

	/**
	 * Returns what was seen.
	 * @param after the number of the last read of the tail that is known already
	 * @param query which keys are wanted
	 * @return what was seen so far
	 */
	public synchronized HotKeyView view(long after, HotKeyQuery query) {
		long reads = query.own() ? this.keys.reads() : this.keys.reads() - this.ownReads;
		List<HotKey> top = this.keys.top(SHOWN_KEYS, (key) -> query.own() || !OwnKeys.contain(key))
			.stream()
			.map((count) -> new HotKey(text(count.key()), base64(count.key()), count.gets(), count.error(),
					count.misses(), Math.min(1, (double) count.gets() / reads)))
			.sorted(query.sort().order())
			.toList();
		return new HotKeyView(this.id, this.cluster, this.server.id(), this.state, this.user, this.startedAt,
				this.finishedAt, this.keys.reads(), this.ownReads, this.keys.misses(), this.skipped, this.dropped, top,
				this.tail.stream().filter((fetch) -> fetch.number() > after && (query.own() || !fetch.own())).toList(),
				this.problem);
	}

	private static @Nullable String text(String key) {
		return ItemKey.textOf(key.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static @Nullable String base64(String key) {
		return (text(key) == null) ? Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.ISO_8859_1))
				: null;
	}

}
