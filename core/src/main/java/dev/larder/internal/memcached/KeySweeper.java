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
package dev.larder.internal.memcached;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.larder.internal.memcached.connect.ServerDialer;
import dev.larder.internal.memcached.scan.KeyScanner;
import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.memcached.scan.ScanTimeouts;

/**
 * Deletes the items of one node whose keys start alike: lists the keys, then deletes them
 * in batches over the node's ordinary connection. One sweep at a time, in a thread that
 * is there only as long as there is something to do. Thread-safe.
 */
final class KeySweeper {

	/**
	 * How many keys are held in memory before they are deleted and the rest is listed
	 * anew.
	 */
	private static final int MAX_KEYS = 100_000;

	private static final int BATCH_SIZE = 500;

	private final MemcachedOperations operations;

	private final KeyScanner scanner;

	private final Executor executor;

	KeySweeper(NodeAddress address, NodeSettings settings, MemcachedOperations operations) {
		this.operations = operations;
		ServerDialer dialer = settings.dialer();
		this.scanner = new KeyScanner(() -> dialer.connect(address.host(), address.port(), address.certified()),
				ScanTimeouts.USUAL);
		this.executor = executor("larder-memcached-sweep-" + address.name());
	}

	private static Executor executor(String threadName) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, threadName);
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Deletes all items with some keys.
	 * @param wanted tells which
	 * @return complete when they are gone; fails with a {@link ScanFailedException} if
	 * the server did not list its keys, and otherwise as the operations of the node do
	 */
	CompletableFuture<Void> sweep(Predicate<String> wanted) {
		// A node that is down is not worth a connection. Not every proxy knows 'version'
		return this.operations.get(NodeClient.PROBE_KEY).thenRunAsync(() -> deleteAll(wanted), this.executor);
	}

	private void deleteAll(Predicate<String> wanted) {
		List<String> keys;
		do {
			keys = this.scanner.scan(wanted, MAX_KEYS);
			for (int start = 0; start < keys.size(); start += BATCH_SIZE) {
				delete(keys.subList(start, Math.min(start + BATCH_SIZE, keys.size())));
			}
		}
		while (keys.size() == MAX_KEYS);
	}

	private void delete(List<String> keys) {
		CompletableFuture.allOf(keys.stream().map(this.operations::delete).toArray(CompletableFuture[]::new)).join();
	}

}
