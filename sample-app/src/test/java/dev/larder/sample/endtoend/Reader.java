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
package dev.larder.sample.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;

/**
 * Asks an instance without a pause, in a thread of its own, until it is closed or an
 * answer is not 200.
 */
final class Reader implements AutoCloseable {

	/** A loaded machine answers slowly, an instance that hangs never. */
	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final SampleProcess instance;

	private final List<String> uris;

	private final AtomicLong answers = new AtomicLong();

	private final CompletableFuture<Void> reading;

	private volatile boolean closed;

	Reader(SampleProcess instance, List<String> uris) {
		this.instance = instance;
		this.uris = uris;
		this.reading = new CompletableFuture<>();
		new Thread(this::read, "reader").start();
	}

	/** Waits for as many further answers; fails if one is not 200. */
	void await(int count) {
		long enough = this.answers.get() + count;
		Awaitility.await().atMost(TIMEOUT).until(() -> this.reading.isDone() || this.answers.get() >= enough);
		if (this.reading.isDone()) {
			this.reading.join();
		}
	}

	/** Ends the reading; fails if an answer was not 200. */
	@Override
	public void close() {
		this.closed = true;
		this.reading.join();
	}

	private void read() {
		try {
			while (!this.closed) {
				String uri = this.uris.get((int) (this.answers.get() % this.uris.size()));
				this.instance.get(uri).expectStatus().isOk();
				this.answers.incrementAndGet();
			}
			this.reading.complete(null);
		}
		catch (Throwable ex) {
			this.reading.completeExceptionally(ex);
		}
	}

}
