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
package dev.larder.benchmarks.outage;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Peer;

/**
 * Reads random keys over and over with a short pause after each, and does what
 * applications do: what is missing, or could not be read, it stores again.
 */
final class Caller implements Runnable {

	/**
	 * How many different keys there are.
	 */
	static final int KEYS = 100;

	/**
	 * The pause, in nanoseconds. Without one, eight threads that are answered within
	 * microseconds would wait for nothing but the processor.
	 */
	static final long PAUSE_NANOS = 1_000_000;

	private final Peer peer;

	private final Random random;

	private final CallLog reads = new CallLog();

	private final CallLog writes = new CallLog();

	Caller(Peer peer, int number) {
		this.peer = peer;
		this.random = new Random(number);
	}

	static String key(int number) {
		return "key-" + number;
	}

	CallLog reads() {
		return this.reads;
	}

	CallLog writes() {
		return this.writes;
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			int number = this.random.nextInt(KEYS);
			if (read(number) != CallResult.SUCCESS) {
				write(number);
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private CallResult read(int number) {
		CallResult result = CallResult.EXCEPTION;
		this.reads.begin(System.nanoTime());
		try {
			result = (this.peer.get(key(number)) != null) ? CallResult.SUCCESS : CallResult.MISS;
		}
		catch (Exception ex) {
			// Is counted
		}
		this.reads.end(System.nanoTime(), result);
		return result;
	}

	private void write(int number) {
		CallResult result = CallResult.EXCEPTION;
		this.writes.begin(System.nanoTime());
		try {
			this.peer.put(key(number), Product.number(number));
			result = CallResult.SUCCESS;
		}
		catch (Exception ex) {
			// Is counted
		}
		this.writes.end(System.nanoTime(), result);
	}

}
