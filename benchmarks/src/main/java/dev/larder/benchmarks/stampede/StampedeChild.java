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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Clients;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.test.process.ParentProcess;

/**
 * A process whose threads ask all at once. Does what its parent says:
 * {@code rush <peer> <load time in ms> <key of each thread>} prepares the threads, which
 * is answered by {@code prepared}, and {@code go <time in ms since the epoch>} lets them
 * loose, which is answered by {@code done} and the outcome.
 */
final class StampedeChild {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final ParentProcess parent;

	private final Clients clients;

	private StampedeChild(ParentProcess parent, Clients clients) {
		this.parent = parent;
		this.clients = clients;
	}

	/**
	 * Runs the process.
	 * @param arguments where the servers are, and the peers
	 * @throws Exception if a peer cannot be used
	 */
	public static void main(String[] arguments) throws Exception {
		ParentProcess parent = ParentProcess.connect();
		List<Peer> peers = Arrays.stream(arguments).skip(1).map(Peer::valueOf).toList();
		Clients clients = Clients.open(peers, Addresses.parse(arguments[0]));
		for (Peer peer : peers) {
			// Connects, and loads the classes
			String key = "warm-up-" + peer.name() + ProcessHandle.current().pid();
			clients.get(peer).put(key, Product.number(0));
			clients.get(peer).get(key);
		}
		new StampedeChild(parent, clients).serve();
	}

	private void serve() throws Exception {
		this.parent.answer("ready");
		while (true) {
			List<String> words = List.of(this.parent.next().split(" ", -1));
			rush(this.clients.get(Peer.valueOf(words.get(1))), Long.parseLong(words.get(2)),
					words.subList(3, words.size()));
		}
	}

	private void rush(Client client, long loadMillis, List<String> keys) throws Exception {
		AtomicInteger loads = new AtomicInteger();
		CountDownLatch ready = new CountDownLatch(keys.size());
		CompletableFuture<Instant> start = new CompletableFuture<>();
		List<Future<Boolean>> callers = new ArrayList<>();
		for (String key : keys) {
			callers.add(this.executor.submit(() -> {
				ready.countDown();
				awaitTime(start.get().toEpochMilli());
				return call(client, key, loads, loadMillis);
			}));
		}
		ready.await();
		this.parent.answer("prepared");
		Instant begin = Instant.ofEpochMilli(Long.parseLong(this.parent.next().substring("go ".length())));
		start.complete(begin);
		int failures = 0;
		for (Future<Boolean> caller : callers) {
			failures += caller.get() ? 0 : 1;
		}
		double millis = Duration.between(begin, Instant.now()).toNanos() / 1e6;
		this.parent.answer("done " + new StampedeSuite.Outcome(loads.get(), failures, millis));
	}

	private static void awaitTime(long millis) {
		while (System.currentTimeMillis() < millis) {
			LockSupport.parkUntil(millis);
		}
	}

	private static boolean call(Client client, String key, AtomicInteger loads, long loadMillis) {
		try {
			return client.load(key, () -> {
				int number = loads.incrementAndGet();
				TimeUnit.MILLISECONDS.sleep(loadMillis);
				return Product.number(number);
			}) instanceof Product;
		}
		catch (Exception ex) {
			return false;
		}
	}

}
