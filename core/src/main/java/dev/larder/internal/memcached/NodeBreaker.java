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

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreaker.State;
import dev.failsafe.event.CircuitBreakerStateChangedEvent;
import org.jspecify.annotations.Nullable;

/**
 * One node's circuit breaker. While it is open no caller is let through: only probes are,
 * one per interval, and the first that succeeds closes it. Thread-safe.
 */
final class NodeBreaker {

	/**
	 * The key a probe reads. Nobody writes it. A probe is a {@code get}, because every
	 * proxy passes it on to the server, while {@code version} is answered by some proxies
	 * themselves and cuts the connection in others.
	 */
	static final String PROBE_KEY = "larder:probe";

	private final MemcachedOperations client;

	private final BreakerSettings settings;

	private final ScheduledExecutorService scheduler;

	private final Runnable onDown;

	private final Runnable onUp;

	private final CircuitBreaker<Object> breaker;

	private volatile boolean open;

	/**
	 * Creates a closed breaker.
	 * @param client what probes are sent through
	 * @param settings when to open and to probe
	 * @param scheduler starts the probes; they do not block it
	 * @param onDown called when the breaker opens
	 * @param onUp called when the breaker closes
	 */
	NodeBreaker(MemcachedOperations client, BreakerSettings settings, ScheduledExecutorService scheduler,
			Runnable onDown, Runnable onUp) {
		this.client = client;
		this.settings = settings;
		this.scheduler = scheduler;
		this.onDown = onDown;
		this.onUp = onUp;
		this.breaker = CircuitBreaker.builder()
			.withFailureThreshold(settings.failureThreshold())
			.withSuccessThreshold(1)
			.withDelay(settings.probeInterval())
			.onOpen(this::opened)
			.onClose((event) -> closed())
			.build();
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Takes note of a success. Need only be called for the first one after a failure.
	 */
	void succeeded() {
		if (!this.open) {
			this.breaker.recordSuccess();
		}
	}

	void failed() {
		// What was sent before the breaker opened must not count as the probe's result
		if (!this.open) {
			this.breaker.recordFailure();
		}
	}

	private void opened(CircuitBreakerStateChangedEvent event) {
		if (event.getPreviousState() == State.CLOSED) {
			this.open = true;
			this.onDown.run();
		}
		try {
			var unused = this.scheduler.schedule(this::probe, this.settings.probeInterval().toNanos(),
					TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The cluster has been closed, and nobody asks any more
		}
		catch (OutOfMemoryError ex) {
			// The probe waits for a thread, which the poll starts if nobody else does
		}
	}

	private void closed() {
		this.open = false;
		this.onUp.run();
	}

	private void probe() {
		if (this.breaker.tryAcquirePermit()) {
			var unused = this.client.get(PROBE_KEY).whenComplete(this::probed);
		}
	}

	private void probed(@Nullable Item item, @Nullable Throwable ex) {
		if (ex == null) {
			this.breaker.recordSuccess();
		}
		else {
			this.breaker.recordFailure();
		}
	}

}
