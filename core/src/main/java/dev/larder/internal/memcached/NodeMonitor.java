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
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.NodeHealth.State;

/**
 * Counts and logs what happens to one node's operations. Thread-safe.
 */
final class NodeMonitor {

	/**
	 * For how long after the start a server that never answered yet is not judged by
	 * timeouts: on a busy machine it is this process that is late, which loads classes
	 * and connects.
	 */
	private static final long START_NANOS = Duration.ofSeconds(3).toNanos();

	private static final long REFUSAL_NANOS = Duration.ofMinutes(1).toNanos();

	private final String name;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(MemcachedNode.class));

	private final LatencyWindow latency = new LatencyWindow();

	private final AtomicInteger consecutiveFailures = new AtomicInteger();

	private final LongAdder timeouts = new LongAdder();

	private final LongAdder errors = new LongAdder();

	private volatile Status status = new Status(State.UNKNOWN, Instant.now());

	private volatile @Nullable Long startedAt;

	private volatile @Nullable Failure lastFailure;

	private volatile boolean withoutCas;

	private volatile boolean casRefused;

	private volatile long casRefusedAt;

	NodeMonitor(NodeAddress address) {
		this.name = address.name();
	}

	/**
	 * Records a success.
	 * @param started the {@link System#nanoTime()} at which the operation began
	 * @return whether failures came before it
	 */
	boolean succeeded(long started) {
		long now = System.nanoTime();
		this.latency.record(now, now - started);
		if (this.status.state() == State.UNKNOWN) {
			enter(State.UP);
		}
		return this.consecutiveFailures.get() != 0 && this.consecutiveFailures.getAndSet(0) != 0;
	}

	/**
	 * Records a failure.
	 * @param ex the failure
	 * @return whether it says that the node does not answer
	 */
	boolean failed(MemcachedException ex) {
		boolean late = ex.reason() == MemcachedException.Reason.TIMEOUT && isStarting();
		switch (ex.reason()) {
			case TIMEOUT -> this.timeouts.increment();
			case DISCONNECTED, PROTOCOL -> this.errors.increment();
			case UNSUPPORTED -> {
				this.casRefusedAt = System.nanoTime();
				this.casRefused = true;
				withoutCas();
				return false;
			}
			case BREAKER_OPEN, REJECTED, CLOSED -> {
				return false;
			}
		}
		if (late) {
			return false;
		}
		this.lastFailure = new Failure(String.valueOf(ex.getMessage()), Instant.now());
		this.log.warn(ex.reason().name(), () -> "memcached " + this.name + ": " + ex.getMessage());
		if (ex.reason() == MemcachedException.Reason.PROTOCOL) {
			return false;
		}
		this.consecutiveFailures.incrementAndGet();
		return true;
	}

	/**
	 * Takes note that the application starts.
	 */
	void starting() {
		this.startedAt = System.nanoTime();
	}

	private boolean isStarting() {
		Long startedAt = this.startedAt;
		return startedAt != null && this.status.state() == State.UNKNOWN && System.nanoTime() - startedAt < START_NANOS;
	}

	/**
	 * Takes note whether an item came with a CAS token, which some servers, or some of
	 * their settings, do not give.
	 */
	void read(Item item) {
		if (item.cas() == 0) {
			withoutCas();
		}
		else if (this.withoutCas) {
			this.withoutCas = false;
		}
	}

	/**
	 * Returns whether the server has refused {@code cas} or {@code gets}, so that neither
	 * is to be asked for until it was away for another reason.
	 */
	boolean isCasRefused() {
		return this.casRefused;
	}

	private void withoutCas() {
		if (!this.withoutCas) {
			this.withoutCas = true;
			this.log.warn("cas", () -> "memcached " + this.name + " has no 'cas'. What is loaded is stored all the "
					+ "same, but a change in the very moment of storing may be missed; see docs/failure.md");
		}
	}

	void down() {
		enter(State.DOWN);
		Failure failure = this.lastFailure;
		this.log.warn(State.DOWN.name(), () -> "memcached " + this.name
				+ " does not answer and is left alone until a probe finds it back; what it holds counts as missing"
				+ ((failure != null) ? " (" + failure.message() + ")" : ""));
	}

	void up() {
		this.consecutiveFailures.set(0);
		// It may be another server by now, unless the refusal, which costs a connection,
		// is what brought it down
		if (System.nanoTime() - this.casRefusedAt > REFUSAL_NANOS) {
			this.casRefused = false;
		}
		enter(State.UP);
		this.log.info(State.UP.name(), () -> "memcached " + this.name + " answers again");
	}

	void listenerFailed(NodeListener listener, RuntimeException ex) {
		this.log.warn(listener.getClass().getName(), () -> listener + " failed on a change of memcached " + this.name,
				ex);
	}

	NodeHealth health() {
		Status status = this.status;
		Failure failure = this.lastFailure;
		long now = System.nanoTime();
		return new NodeHealth(status.state(), status.since(), this.consecutiveFailures.get(), this.timeouts.sum(),
				this.errors.sum(), (failure != null) ? failure.message() : null,
				(failure != null) ? failure.at() : null, this.latency.mean(now), this.latency.max(now),
				this.withoutCas);
	}

	private void enter(State state) {
		this.status = new Status(state, Instant.now());
	}

	private record Status(State state, Instant since) {
	}

	private record Failure(String message, Instant at) {
	}

}
