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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.memcached.scan.KeyScanner;
import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;
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

	private static final int SCAN_ATTEMPTS = 10;

	private static final Duration BUSY_PAUSE = Duration.ofMillis(100);

	private final MemcachedOperations operations;

	private final KeyScanner scanner;

	private final Executor executor;

	KeySweeper(NodeAddress address, MemcachedOperations operations) {
		this.operations = operations;
		this.scanner = new KeyScanner(address.host(), address.port(), ScanTimeouts.USUAL);
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
	 * Deletes all items whose keys start with a text.
	 * @param prefix the text
	 * @return complete when they are gone; fails with a {@link ScanFailedException} if
	 * the server did not list its keys, and otherwise as the operations of the node do
	 */
	CompletableFuture<Void> sweep(String prefix) {
		// A node that is down is not worth a connection. Not every proxy knows 'version'
		return this.operations.get(NodeClient.PROBE_KEY).thenRunAsync(() -> deleteAll(prefix), this.executor);
	}

	private void deleteAll(String prefix) {
		List<String> keys;
		do {
			keys = scan(prefix);
			for (int start = 0; start < keys.size(); start += BATCH_SIZE) {
				delete(keys.subList(start, Math.min(start + BATCH_SIZE, keys.size())));
			}
		}
		while (keys.size() == MAX_KEYS);
	}

	private List<String> scan(String prefix) {
		for (int attempt = 1;; attempt++) {
			try {
				return this.scanner.scan(prefix, MAX_KEYS);
			}
			catch (ScanFailedException ex) {
				if (ex.reason() != Reason.BUSY || attempt == SCAN_ATTEMPTS) {
					throw ex;
				}
				pause(ex);
			}
		}
	}

	// The server lists for one client at a time and does not say when it is done, so
	// there is nothing to wait for but time, on a thread that does nothing else
	private static void pause(ScanFailedException cause) {
		try {
			Thread.sleep(BUSY_PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw cause;
		}
	}

	private void delete(List<String> keys) {
		CompletableFuture.allOf(keys.stream().map(this.operations::delete).toArray(CompletableFuture[]::new)).join();
	}

}
