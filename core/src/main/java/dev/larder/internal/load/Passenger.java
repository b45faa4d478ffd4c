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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A caller on its way to a result: from one flight to the next, until one is its own or
 * has a result for it.
 *
 * @param <V> the type of the result
 */
final class Passenger<V> {

	/**
	 * How many loads a caller waits for before it loads for itself alone.
	 */
	private static final int MAX_JOINS = 2;

	private final SingleFlight<V> flights;

	private final Object key;

	private final boolean sharesFailures;

	private final @Nullable Thread thread;

	private @Nullable Flight<V> present;

	private long joinedAt;

	private int joins;

	private boolean waitedInVain;

	private boolean waitedTooLong;

	/**
	 * Creates a passenger.
	 * @param flights the loads in progress
	 * @param key the key it asks for
	 * @param sharesFailures whether the failure of the load in progress is its own
	 * @param thread the thread that leads its own flight at first, if there is one
	 */
	Passenger(SingleFlight<V> flights, Object key, boolean sharesFailures, @Nullable Thread thread) {
		this.flights = flights;
		this.key = key;
		this.sharesFailures = sharesFailures;
		this.thread = thread;
	}

	Object key() {
		return this.key;
	}

	/**
	 * Returns the flight to load in, or {@code null} if another is to be joined.
	 */
	@Nullable Flight<V> flightToLead() {
		Flight<V> own = new Flight<>(this.thread);
		if (this.waitedTooLong) {
			return own.apart();
		}
		if (this.joins == MAX_JOINS && !this.waitedInVain) {
			// Nothing would tell it of changes, so that it must not be kept
			own.invalidate();
			return own;
		}
		this.joinedAt = System.nanoTime();
		this.present = this.flights.present(this.key, own);
		if (this.present == null) {
			return own;
		}
		if (this.present.isLedByCurrentThread()) {
			return this.present;
		}
		if (this.waitedInVain || this.flights.isUnshared(this.key)) {
			return own.apart();
		}
		this.joins++;
		return null;
	}

	/**
	 * Returns whether a flight is one that this very thread leads already.
	 */
	boolean isNested(Flight<V> flight) {
		return flight == this.present;
	}

	/**
	 * Waits for the flight that was joined.
	 * @param time how long to wait; zero for as long as it takes
	 * @return the result for this caller, or {@code null} if there is none
	 * @throws ExecutionException if the flight failed, and the failure is the caller's
	 * too
	 */
	@Nullable V await(Duration time) throws ExecutionException, InterruptedException {
		try {
			return landed(joined().await(time), null);
		}
		catch (TimeoutException ex) {
			return landed(null, null);
		}
		catch (ExecutionException ex) {
			return landed(null, (ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	Flight<V> joined() {
		return Objects.requireNonNull(this.present);
	}

	/**
	 * Takes the outcome of the flight that was joined.
	 * @param value the result, or {@code null} if it took too long
	 * @param failure the failure, or {@code null} if there was none
	 * @return the result for this caller, or {@code null} if there is none
	 * @throws ExecutionException if the failure is the caller's too
	 */
	@Nullable V landed(@Nullable V value, @Nullable Throwable failure) throws ExecutionException {
		if (failure != null) {
			Throwable cause = Flight.unwrapped(failure);
			if (!(cause instanceof InterruptedException)) {
				if (this.sharesFailures) {
					throw new ExecutionException(cause);
				}
				this.waitedInVain = true;
			}
			return null;
		}
		if (value == null) {
			this.waitedTooLong = true;
			return null;
		}
		if (!joined().isFor(this.joinedAt)) {
			return null;
		}
		V own = this.flights.own(this.key, joined(), value);
		this.waitedInVain = (own == null);
		return own;
	}

}
