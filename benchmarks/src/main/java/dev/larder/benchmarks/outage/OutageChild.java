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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.larder.benchmarks.child.ParentProcess;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.peer.PeerType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process whose threads call a peer. It answers {@code ready} when they do, and each
 * {@link PhaseRequest} with {@code begun}, when that has begun, and with {@code ended}
 * and the {@link Phase} as JSON. Threads that hang are nobody's trouble: the process is
 * ended with them.
 */
final class OutageChild {

	private static final int THREADS = 8;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ParentProcess parent;

	private final List<Caller> callers = new ArrayList<>();

	private OutageChild(ParentProcess parent, Peer peer) {
		this.parent = parent;
		for (int number = 0; number < THREADS; number++) {
			Caller caller = new Caller(peer, number);
			this.callers.add(caller);
			new Thread(caller, "caller " + number).start();
		}
	}

	/**
	 * Runs the process, until its parent ends it.
	 * @param arguments the servers, and the name of the peer
	 * @throws Exception if the peer does not work
	 */
	public static void main(String[] arguments) throws Exception {
		ParentProcess parent = ParentProcess.connect();
		Peer peer = PeerType.valueOf(arguments[1]).open(PeerServers.parse(arguments[0]));
		for (int number = 0; number < Caller.KEYS; number++) {
			peer.put(Caller.key(number), Product.number(number));
		}
		new OutageChild(parent, peer).serve();
	}

	private void serve() throws InterruptedException {
		this.parent.answer("ready");
		while (true) {
			PhaseRequest request = PhaseRequest.parse(this.parent.next());
			long from = System.nanoTime();
			this.parent.answer("begun");
			long to = awaitEnd(request, from);
			Phase phase = Phase.of(request.name(), from, to, calls(Caller::reads, from, to),
					calls(Caller::writes, from, to));
			this.parent.answer("ended " + this.mapper.writeValueAsString(phase));
		}
	}

	private long awaitEnd(PhaseRequest request, long from) {
		long now = from;
		while (now - from < request.max().toNanos()) {
			LockSupport.parkNanos(LOOK_NANOS);
			now = System.nanoTime();
			if (now - from >= request.min().toNanos() && isSteady(request, now)) {
				break;
			}
		}
		return now;
	}

	private boolean isSteady(PhaseRequest request, long now) {
		return request.min().equals(request.max())
				|| Recovery.isSteady(calls(Caller::reads, now - TimeUnit.SECONDS.toNanos(1), now), now);
	}

	private List<Call> calls(Function<Caller, CallLog> log, long from, long now) {
		return this.callers.stream().flatMap((caller) -> log.apply(caller).since(from, now).stream()).toList();
	}

}
