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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.entry.Item;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.MemcachedException.Reason;

/**
 * Watches one node: tells its breaker what becomes of operations, probes the node while
 * the breaker is open, and counts and logs what happens. Thread-safe.
 */
final class NodeMonitor {

	private static final long CAS_REFUSAL_NANOS = Duration.ofMinutes(1).toNanos();

	private final String name;

	private final MemcachedOperations client;

	private final long probeNanos;

	private final ScheduledExecutorService timer;

	private final NodeTimes times;

	private final NodeBreaker breaker;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(MemcachedNode.class));

	private final CasSupport cas = new CasSupport();

	private final LatencyWindow latency = new LatencyWindow();

	private final LongAdder timeouts = new LongAdder();

	private final LongAdder disconnections = new LongAdder();

	private final LongAdder protocolErrors = new LongAdder();

	private volatile @Nullable Failure lastFailure;

	/**
	 * Creates the monitor of a node that was never used.
	 * @param address the node
	 * @param client sends the probes
	 * @param settings when to open the breaker and to probe
	 * @param timer starts the probes; they do not block it
	 * @param times told how long answers take
	 */
	NodeMonitor(NodeAddress address, MemcachedOperations client, NodeSettings settings, ScheduledExecutorService timer,
			NodeTimes times) {
		this.name = address.name();
		this.client = client;
		this.probeNanos = settings.probeInterval().toNanos();
		this.timer = timer;
		this.times = times;
		this.breaker = new NodeBreaker(settings.failureThreshold(), System::nanoTime);
	}

	/**
	 * Takes note that the application starts to connect.
	 */
	void starting() {
		this.breaker.starting();
	}

	/**
	 * Returns whether operations are to be refused.
	 */
	boolean isDown() {
		return this.breaker.isOpen();
	}

	CasSupport cas() {
		return this.cas;
	}

	/**
	 * Takes note of a success.
	 * @param started the {@link System#nanoTime()} at which the operation began
	 */
	void succeeded(long started) {
		long now = System.nanoTime();
		this.latency.record(now, now - started);
		this.times.answered(this.name, now - started);
		this.breaker.succeeded();
	}

	/**
	 * Takes note of a failure.
	 * @param ex the failure
	 */
	void failed(MemcachedException ex) {
		switch (ex.reason()) {
			case TIMEOUT -> {
				this.timeouts.increment();
				if (!this.breaker.isTimeoutExcused()) {
					unanswered(ex);
				}
			}
			case DISCONNECTED -> {
				this.disconnections.increment();
				unanswered(ex);
			}
			case REFUSED -> {
				this.disconnections.increment();
				refused(ex);
			}
			case PROTOCOL -> {
				this.protocolErrors.increment();
				note(ex);
			}
			case UNSUPPORTED -> this.cas.refused();
			case BREAKER_OPEN, REJECTED, CLOSED -> {
				// Nothing was sent, or nobody asks any more
			}
		}
	}

	private void unanswered(MemcachedException ex) {
		note(ex);
		if (this.breaker.failed()) {
			scheduleProbe();
			this.log.warn("down", () -> "memcached " + this.name
					+ " does not answer and is left alone until a probe finds it back; what it holds counts as missing ("
					+ ex.getMessage() + ")");
		}
	}

	// One line says it all, and until the probes get in there is no other
	private void refused(MemcachedException ex) {
		this.lastFailure = new Failure(String.valueOf(ex.getMessage()), Instant.now());
		if (this.breaker.refused()) {
			scheduleProbe();
			this.log.warn("refused", () -> "memcached " + this.name
					+ " cannot be used until that is mended; what it holds counts as missing: " + ex.getMessage());
		}
	}

	private void note(MemcachedException ex) {
		this.lastFailure = new Failure(String.valueOf(ex.getMessage()), Instant.now());
		this.log.warn(ex.reason().name(), () -> "memcached " + this.name + ": " + ex.getMessage());
	}

	private void scheduleProbe() {
		try {
			var unused = this.timer.schedule(this::probe, this.probeNanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The cluster has been closed, and nobody asks any more
		}
		catch (OutOfMemoryError ex) {
			// The probe waits for a thread, which the poll starts if nobody else does
		}
	}

	private void probe() {
		this.breaker.probing();
		// Whatever goes wrong with it, another probe must follow
		var unused = CompletableFuture.completedFuture(NodeClient.PROBE_KEY)
			.thenCompose(this.client::get)
			.whenComplete((item, ex) -> probed(ex));
	}

	private void probed(@Nullable Throwable ex) {
		if (ex == null) {
			this.cas.serverIsBack();
			this.breaker.probeAnswered();
			this.log.info("up", () -> "memcached " + this.name + " answers again");
			return;
		}
		this.breaker.probeFailed();
		Throwable failure = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		if (failure instanceof MemcachedException closed && closed.reason() == Reason.CLOSED) {
			// The node is not used any more
			return;
		}
		scheduleProbe();
		if (failure instanceof MemcachedException expected) {
			this.lastFailure = new Failure(String.valueOf(expected.getMessage()), Instant.now());
		}
		else {
			this.log.warn("probe", () -> "The probe of memcached " + this.name + " failed", failure);
		}
	}

	NodeHealth health() {
		NodeBreaker.Status status = this.breaker.status();
		Failure failure = this.lastFailure;
		long now = System.nanoTime();
		return new NodeHealth(status.state().health(), status.since(), status.failures(), this.timeouts.sum(),
				this.disconnections.sum(), this.protocolErrors.sum(), (failure != null) ? failure.message() : null,
				(failure != null) ? failure.at() : null, this.latency.mean(now), this.latency.max(now),
				this.cas.isMissing());
	}

	/**
	 * The failure of an operation or a probe.
	 */
	private record Failure(String message, Instant at) {
	}

	/**
	 * The support of {@code cas} by the node, as its answers show: some servers, or some
	 * of their settings, lack it. Thread-safe.
	 */
	final class CasSupport {

		private volatile boolean missing;

		private volatile boolean refused;

		private volatile long refusedAt;

		/**
		 * An item was read for which a CAS token was asked.
		 */
		void read(Item item) {
			if (item.cas() == 0) {
				noteMissing();
			}
			else if (this.missing) {
				this.missing = false;
			}
		}

		/**
		 * The server has refused {@code cas} or {@code gets}, with
		 * {@link Reason#UNSUPPORTED}.
		 */
		void refused() {
			this.refusedAt = System.nanoTime();
			this.refused = true;
			noteMissing();
		}

		/**
		 * The server answers again. It may be another one by now, unless the refusal,
		 * which costs a connection, is what brought it down.
		 */
		void serverIsBack() {
			if (System.nanoTime() - this.refusedAt > CAS_REFUSAL_NANOS) {
				this.refused = false;
			}
		}

		private void noteMissing() {
			if (!this.missing) {
				this.missing = true;
				NodeMonitor.this.log.warn("cas", () -> "memcached " + NodeMonitor.this.name
						+ " has no 'cas'. What is loaded is stored all the "
						+ "same, but a change in the very moment of storing may be missed; see docs/failure.md");
			}
		}

		/**
		 * Returns whether items come without CAS tokens, or {@code cas} is refused.
		 */
		boolean isMissing() {
			return this.missing;
		}

		/**
		 * Returns whether neither {@code cas} nor {@code gets} is to be asked for, until
		 * the server was away for another reason.
		 */
		boolean isRefused() {
			return this.refused;
		}

	}

}
