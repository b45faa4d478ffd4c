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
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one node together with the node's health, as one state machine.
 * <pre>
 * NEW                    the application connects     STARTING
 * NEW, STARTING, UP      an operation succeeds        UP, without failures
 * STARTING, 3 s at most  an operation times out       (the same)
 * NEW, STARTING, UP      another failure in a row     (the same)
 * NEW, STARTING, UP      the last failure in a row    OPEN
 * NEW, STARTING, UP      one refuses the other        OPEN
 * OPEN                   a probe is sent              PROBING
 * PROBING                the probe fails              OPEN
 * PROBING                the probe is answered        UP, without failures
 * </pre>
 * <p>
 * A failure is an operation that timed out or had no connection; the last in a row is the
 * one that reaches the threshold. A timeout of the first seconds is none: on a busy
 * machine it is this process that is late, which loads classes and connects.
 * <p>
 * Anything else changes nothing: while the breaker is open, what becomes of operations
 * that were sent before says nothing of the node as it is now, and must not count as the
 * result of a probe.
 * <p>
 * It only decides. Sending probes, counting and logging are up to {@link NodeMonitor}.
 * Thread-safe.
 */
final class NodeBreaker {

	private static final long START_NANOS = Duration.ofSeconds(3).toNanos();

	private final int failureThreshold;

	private final LongSupplier nanoTime;

	private volatile Status status = new Status(State.NEW, 0, Instant.now());

	private volatile long startedAt;

	/**
	 * Creates the breaker of a node of which nothing is known.
	 * @param failureThreshold the failures in a row that open it
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	NodeBreaker(int failureThreshold, LongSupplier nanoTime) {
		this.failureThreshold = failureThreshold;
		this.nanoTime = nanoTime;
	}

	/**
	 * The application starts to connect.
	 */
	synchronized void starting() {
		if (this.status.state() == State.NEW) {
			this.startedAt = this.nanoTime.getAsLong();
			enter(State.STARTING, this.status.failures());
		}
	}

	/**
	 * Returns whether operations are refused.
	 */
	boolean isOpen() {
		return this.status.isOpen();
	}

	/**
	 * Returns whether a timeout says nothing of the node yet.
	 */
	boolean isTimeoutExcused() {
		return this.status.state() == State.STARTING && this.nanoTime.getAsLong() - this.startedAt < START_NANOS;
	}

	/**
	 * An operation succeeded.
	 */
	void succeeded() {
		if (!this.status.isSound()) {
			recovered();
		}
	}

	private synchronized void recovered() {
		if (!this.status.isOpen()) {
			enter(State.UP, 0);
		}
	}

	/**
	 * An operation timed out, or had no connection.
	 * @return whether this has opened the breaker
	 */
	synchronized boolean failed() {
		if (this.status.isOpen()) {
			return false;
		}
		int failures = this.status.failures() + 1;
		boolean opens = failures >= this.failureThreshold;
		enter(opens ? State.OPEN : this.status.state(), failures);
		return opens;
	}

	/**
	 * The node and this client do not accept each other, which does not end by itself.
	 * @return whether this has opened the breaker
	 */
	synchronized boolean refused() {
		if (this.status.isOpen()) {
			return false;
		}
		enter(State.OPEN, this.status.failures() + 1);
		return true;
	}

	/**
	 * A probe is sent.
	 */
	synchronized void probing() {
		leave(State.OPEN, State.PROBING, this.status.failures());
	}

	/**
	 * The probe failed.
	 */
	synchronized void probeFailed() {
		leave(State.PROBING, State.OPEN, this.status.failures());
	}

	/**
	 * The probe was answered.
	 */
	synchronized void probeAnswered() {
		leave(State.PROBING, State.UP, 0);
	}

	private void leave(State from, State to, int failures) {
		if (this.status.state() == from) {
			enter(to, failures);
		}
	}

	private void enter(State state, int failures) {
		Status before = this.status;
		boolean same = before.state().health == state.health;
		this.status = new Status(state, failures, same ? before.since() : Instant.now());
	}

	/**
	 * Returns the present state.
	 */
	Status status() {
		return this.status;
	}

	/**
	 * The states of a node.
	 */
	enum State {

		/**
		 * It was never used.
		 */
		NEW(NodeHealth.State.UNKNOWN),

		/**
		 * It is connected to as the application starts, and has not answered yet.
		 */
		STARTING(NodeHealth.State.UNKNOWN),

		/**
		 * It answers, or has not failed often enough to be given up.
		 */
		UP(NodeHealth.State.UP),

		/**
		 * It is given up, until the next probe.
		 */
		OPEN(NodeHealth.State.DOWN),

		/**
		 * It is given up, and a probe is under way.
		 */
		PROBING(NodeHealth.State.DOWN);

		private final NodeHealth.State health;

		State(NodeHealth.State health) {
			this.health = health;
		}

		NodeHealth.State health() {
			return this.health;
		}

	}

	/**
	 * A state and its causes.
	 *
	 * @param state the state
	 * @param failures the failures in a row; those that opened the breaker, while it is
	 * open
	 * @param since the time from which the node's health is the same
	 */
	record Status(State state, int failures, Instant since) {

		boolean isOpen() {
			return this.state == State.OPEN || this.state == State.PROBING;
		}

		boolean isSound() {
			return this.state == State.UP && this.failures == 0;
		}

	}

}
