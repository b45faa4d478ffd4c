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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One load in progress. It becomes invalid when its key is changed meanwhile, after which
 * its result may be handed to those who wait for it, but not be kept. It lapses when the
 * key was changed elsewhere, at a time unknown here, after which its result is only for
 * who loaded it. Nobody but a batch is handed a result that was last known to be current
 * before it asked.
 *
 * @param <V> the type of the result
 */
public final class Flight<V> {

	private final CompletableFuture<V> result = new CompletableFuture<>();

	private volatile @Nullable Thread leader;

	private volatile boolean valid = true;

	private volatile boolean lapsed;

	private volatile boolean begun;

	private volatile boolean apart;

	private volatile boolean dated;

	private volatile long currentAt;

	private volatile boolean joined;

	private volatile boolean uncopyable;

	private volatile @Nullable Supplier<@Nullable V> copies;

	private volatile CompletionStage<?> end = CompletableFuture.completedFuture(null);

	Flight(@Nullable Thread leader) {
		this.leader = leader;
	}

	/**
	 * Returns whether the result may be kept.
	 * @return {@code false} once the key was changed after the load began
	 */
	public boolean isValid() {
		return this.valid;
	}

	/**
	 * Makes those who wait load themselves, as the key was changed elsewhere.
	 */
	public void lapse() {
		this.lapsed = true;
		this.valid = false;
	}

	/**
	 * Begins the load. A load that asks for its own key begins again.
	 * @return whether this is the first time
	 */
	public boolean begin() {
		boolean first = !this.begun;
		this.begun = true;
		return first;
	}

	/**
	 * Returns whether the load is one that others must not wait for and that waits for
	 * nobody, as its caller has waited for another in vain.
	 * @return whether its result is for its caller alone
	 */
	public boolean isApart() {
		return this.apart;
	}

	/**
	 * Says when the result was known to be current, for want of news of what happens
	 * elsewhere. Who joined after that looks for itself.
	 * @param nanoTime the time, as {@link System#nanoTime()}
	 */
	public void currentAt(long nanoTime) {
		this.currentAt = nanoTime;
		this.dated = true;
	}

	/**
	 * Says how those who joined get a result of their own, which its leader does not have
	 * too.
	 * @param copies makes a new copy each time, or gives {@code null} if there is none
	 */
	public void handOver(Supplier<@Nullable V> copies) {
		this.copies = copies;
	}

	/**
	 * Says that there are no copies of such a result, so that waiting for it is in vain.
	 */
	public void handOverNothing() {
		this.copies = null;
		this.uncopyable = true;
	}

	boolean isUncopyable() {
		return this.uncopyable;
	}

	/**
	 * Returns whether anybody waits for the result so far, beside its leader.
	 * @return whether somebody has joined
	 */
	public boolean isJoined() {
		return this.joined;
	}

	/**
	 * Says that the load itself, and whatever asks for the key in the course of it, runs
	 * on the current thread.
	 */
	public void takeLead() {
		this.leader = Thread.currentThread();
	}

	/**
	 * Says that the current thread, if it led the load, does so no longer.
	 */
	void leaveLead() {
		if (isLedByCurrentThread()) {
			this.leader = null;
		}
	}

	/**
	 * Keeps the load in progress after those who wait were given a result: who comes
	 * later is given the same until the load has ended.
	 * @param end completes when the load has ended
	 */
	public void continueUntil(CompletionStage<?> end) {
		this.end = end;
	}

	CompletionStage<?> end() {
		return this.end;
	}

	/**
	 * Returns whether the result may be handed to one who joined at a time.
	 */
	boolean isFor(long joined) {
		return !this.lapsed && (!this.dated || this.currentAt - joined >= 0);
	}

	/**
	 * Makes the load one for its caller alone.
	 */
	Flight<V> apart() {
		this.apart = true;
		this.valid = false;
		return this;
	}

	@Nullable Supplier<@Nullable V> copies() {
		return this.copies;
	}

	void invalidate() {
		this.valid = false;
	}

	boolean isLedByCurrentThread() {
		return this.leader == Thread.currentThread();
	}

	void complete(V value) {
		this.result.complete(value);
	}

	void fail(Throwable failure) {
		this.result.completeExceptionally(failure);
	}

	/**
	 * Waits for the result.
	 * @param time how long to wait; zero for as long as it takes
	 */
	V await(Duration time) throws ExecutionException, InterruptedException, TimeoutException {
		this.joined = true;
		return time.isZero() ? this.result.get() : this.result.get(time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Returns the result for one of those who wait, who may cancel what they get without
	 * effect on the others.
	 * @return the result to be
	 */
	CompletableFuture<V> share() {
		this.joined = true;
		return outcome();
	}

	/**
	 * Returns the same for whoever leads the load.
	 */
	CompletableFuture<V> outcome() {
		return this.result.copy();
	}

	/**
	 * Returns what made a load fail, without what its passage through a future has
	 * wrapped it in.
	 */
	static Throwable unwrapped(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
