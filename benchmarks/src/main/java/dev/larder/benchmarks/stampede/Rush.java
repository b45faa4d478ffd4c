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
package dev.larder.benchmarks.stampede;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Callers in this process that want a value at the same moment, each in its own thread.
 * Used once.
 */
final class Rush {

	private final Peer peer;

	private final long loadMillis;

	private final AtomicInteger loads = new AtomicInteger();

	private final CompletableFuture<Instant> start = new CompletableFuture<>();

	private final List<Future<Boolean>> callers = new ArrayList<>();

	private Rush(Peer peer, long loadMillis) {
		this.peer = peer;
		this.loadMillis = loadMillis;
	}

	/**
	 * Makes callers ready.
	 * @param peer where they look
	 * @param keys what each of them wants
	 * @param loadMillis how long a load takes
	 * @param executor runs them; must have a thread for each
	 * @return the rush, whose callers are all waiting for the start
	 */
	static Rush prepare(Peer peer, List<String> keys, long loadMillis, ExecutorService executor)
			throws InterruptedException {
		Rush rush = new Rush(peer, loadMillis);
		CountDownLatch ready = new CountDownLatch(keys.size());
		for (String key : keys) {
			rush.callers.add(executor.submit(() -> {
				ready.countDown();
				rush.awaitStart();
				return rush.call(key);
			}));
		}
		ready.await();
		return rush;
	}

	private void awaitStart() throws InterruptedException, ExecutionException {
		long millis = this.start.get().toEpochMilli();
		while (System.currentTimeMillis() < millis) {
			LockSupport.parkUntil(millis);
		}
	}

	private boolean call(String key) {
		try {
			return isProduct(this.peer.load(key, () -> {
				int number = this.loads.incrementAndGet();
				TimeUnit.MILLISECONDS.sleep(this.loadMillis);
				return Product.number(number);
			}));
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static boolean isProduct(@Nullable Object value) {
		return value instanceof Product;
	}

	/**
	 * Lets the callers loose, and waits for all of them.
	 * @param start when they begin
	 * @return how it ended
	 */
	Outcome go(Instant start) throws InterruptedException, ExecutionException {
		this.start.complete(start);
		int failures = 0;
		for (Future<Boolean> caller : this.callers) {
			if (!caller.get()) {
				failures++;
			}
		}
		return new Outcome(this.loads.get(), failures, Duration.between(start, Instant.now()).toNanos() / 1e6);
	}

}
