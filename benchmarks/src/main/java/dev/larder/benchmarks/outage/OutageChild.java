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

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.test.process.ParentProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that reads and writes all the time. Does what its parent says:
 * {@code <phase> <least ms> <most ms>} is answered by {@code begun}, and when the phase
 * is over, at the latest after the most time, by {@code ended} and what happened in it.
 */
final class OutageChild {

	static final int KEYS = 100;

	static final long PAUSE_NANOS = 1_000_000;

	private static final int THREADS = 8;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ParentProcess parent;

	private final List<Caller> callers;

	private OutageChild(ParentProcess parent, Client client) {
		this.parent = parent;
		this.callers = IntStream.range(0, THREADS).mapToObj((number) -> new Caller(client, number)).toList();
	}

	/**
	 * Runs the process.
	 * @param arguments where the servers are, and the peer
	 * @throws Exception if the peer cannot be used
	 */
	public static void main(String[] arguments) throws Exception {
		ParentProcess parent = ParentProcess.connect();
		Client client = Peer.valueOf(arguments[1]).open(Addresses.parse(arguments[0]));
		for (int number = 0; number < KEYS; number++) {
			client.put("key-" + number, Product.number(number));
		}
		new OutageChild(parent, client).serve();
	}

	private void serve() throws InterruptedException {
		this.callers.forEach((caller) -> new Thread(caller, "caller").start());
		this.parent.answer("ready");
		while (true) {
			String[] words = this.parent.next().split(" ", -1);
			long least = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1]));
			long most = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2]));
			long from = System.nanoTime();
			this.parent.answer("begun");
			long now = from;
			while (now - from < most && (now - from < least || least == most || !isSteady(now))) {
				LockSupport.parkNanos(LOOK_NANOS);
				now = System.nanoTime();
			}
			Phase phase = Phase.of(Phase.Name.valueOf(words[0]), from, now, calls(Caller::reads, from, now),
					calls(Caller::writes, from, now));
			this.parent.answer("ended " + this.mapper.writeValueAsString(phase));
		}
	}

	private boolean isSteady(long now) {
		return Recovery.isSteady(calls(Caller::reads, now - TimeUnit.SECONDS.toNanos(1), now), now);
	}

	private List<Calls.Call> calls(Function<Caller, Calls> log, long from, long now) {
		return this.callers.stream().flatMap((caller) -> log.apply(caller).since(from, now).stream()).toList();
	}

	/**
	 * A thread that reads, and stores what it does not find.
	 */
	private record Caller(Client client, int seed, Calls reads, Calls writes) implements Runnable {

		Caller(Client client, int seed) {
			this(client, seed, new Calls(), new Calls());
		}

		@Override
		public void run() {
			Random random = new Random(this.seed);
			while (!Thread.currentThread().isInterrupted()) {
				int number = random.nextInt(KEYS);
				String key = "key-" + number;
				Calls.Result result = log(this.reads,
						() -> (this.client.get(key) != null) ? Calls.Result.SUCCESS : Calls.Result.MISS);
				if (result != Calls.Result.SUCCESS) {
					log(this.writes, () -> {
						this.client.put(key, Product.number(number));
						return Calls.Result.SUCCESS;
					});
				}
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}

		private static Calls.Result log(Calls calls, Callable<Calls.Result> call) {
			Calls.Result result = Calls.Result.EXCEPTION;
			calls.begin(System.nanoTime());
			try {
				result = call.call();
			}
			catch (Exception ex) {
				// Is counted
			}
			calls.end(System.nanoTime(), result);
			return result;
		}

	}

}
