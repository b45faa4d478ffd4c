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
package dev.larder.internal.entry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The times that the entries of a cache live. Immutable and thread-safe.
 */
public final class Lifetimes {

	private final InstantSource clock;

	private final Duration timeToLive;

	private final Duration nullTimeToLive;

	private final double jitter;

	private final BiFunction<EntryKey, @Nullable Object, @Nullable Duration> function;

	private final long staleMillis;

	/**
	 * Creates the lifetimes of a cache whose entries all live as the settings say.
	 * @param clock the clock that entries count time by
	 * @param timeToLive the time a value lives; zero for ever
	 * @param nullTimeToLive the time a cached {@code null} lives; zero if {@code null} is
	 * not cached
	 * @param jitter the greatest part of its time that an entry loses at random, from 0
	 * to 1
	 */
	public Lifetimes(InstantSource clock, Duration timeToLive, Duration nullTimeToLive, double jitter) {
		this(clock, timeToLive, nullTimeToLive, jitter, (key, value) -> null);
	}

	/**
	 * Creates the lifetimes of a cache.
	 * @param clock the clock that entries count time by
	 * @param timeToLive the time a value lives; zero for ever
	 * @param nullTimeToLive the time a cached {@code null} lives; zero if {@code null} is
	 * not cached
	 * @param jitter the greatest part of its time that an entry loses at random, from 0
	 * to 1, so that what was written together does not expire together
	 * @param function gives the time to live of single entries by key and value, zero or
	 * less for those that are not to be stored, or {@code null} for those that live as
	 * the settings say
	 */
	public Lifetimes(InstantSource clock, Duration timeToLive, Duration nullTimeToLive, double jitter,
			BiFunction<EntryKey, @Nullable Object, @Nullable Duration> function) {
		this(clock, timeToLive, nullTimeToLive, jitter, function, 0);
	}

	private Lifetimes(InstantSource clock, Duration timeToLive, Duration nullTimeToLive, double jitter,
			BiFunction<EntryKey, @Nullable Object, @Nullable Duration> function, long staleMillis) {
		Assert.isTrue(!timeToLive.isNegative(), "'timeToLive' must not be negative");
		Assert.isTrue(!nullTimeToLive.isNegative(), "'nullTimeToLive' must not be negative");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be from 0 to 1");
		this.clock = clock;
		this.timeToLive = timeToLive;
		this.nullTimeToLive = nullTimeToLive;
		this.jitter = jitter;
		this.function = function;
		this.staleMillis = staleMillis;
	}

	/**
	 * Returns the same lifetimes for a cache that holds neither {@code null} nor outdated
	 * entries.
	 * @return the new lifetimes
	 */
	public Lifetimes ofPlainValues() {
		return new Lifetimes(this.clock, this.timeToLive, Duration.ZERO, this.jitter, this.function, 0);
	}

	/**
	 * Returns the same lifetimes for a cache that may serve outdated entries.
	 * @param staleTimeToLive the time after its time to live that an entry may still be
	 * served; zero for not at all
	 * @return the new lifetimes
	 */
	public Lifetimes servingStale(Duration staleTimeToLive) {
		Assert.isTrue(!staleTimeToLive.isNegative(), "'staleTimeToLive' must not be negative");
		return new Lifetimes(this.clock, this.timeToLive, this.nullTimeToLive, this.jitter, this.function,
				saturatedMillis(staleTimeToLive));
	}

	/**
	 * Returns whether outdated entries may be served at all.
	 * @return whether an entry that is kept need not be fresh
	 */
	public boolean servesStale() {
		return this.staleMillis > 0;
	}

	/**
	 * Returns until when an entry is kept: until it is outdated, and beyond that for as
	 * long as it may be served nevertheless.
	 * @param freshUntil until when it is fresh, in milliseconds since the epoch, or
	 * {@link Entry#NEVER}
	 * @return milliseconds since the epoch, or {@link Entry#NEVER}
	 */
	public long keptUntil(long freshUntil) {
		long until = freshUntil + this.staleMillis;
		return (until >= freshUntil) ? until : Entry.NEVER;
	}

	/**
	 * Returns the current time as entries count it.
	 * @return milliseconds since the epoch
	 */
	public long now() {
		return this.clock.millis();
	}

	/**
	 * Returns whether an entry is to be stored: not if it has no time to live at all, or
	 * holds {@code null} where that is not cached.
	 * @param entry an entry that was made by these lifetimes
	 * @return whether it is
	 */
	public boolean isStored(Entry entry) {
		return entry.freshUntil() > entry.writtenAt();
	}

	/**
	 * Makes the entry for a value, written now.
	 * @param key the key
	 * @param value the value
	 * @param generation the generation it was loaded under
	 * @param loadMillis the time it took to load, in milliseconds, 0 if unknown
	 * @return the entry
	 */
	public Entry entry(EntryKey key, @Nullable Object value, long generation, long loadMillis) {
		long now = this.clock.millis();
		return Entry.of(value, generation, now, freshUntil(key, value, now), loadMillis);
	}

	/**
	 * Returns until when a value is fresh that is written now.
	 * @param key the key
	 * @param value the value
	 * @param now the time, in milliseconds since the epoch
	 * @return milliseconds since the epoch, or {@link Entry#NEVER}; now if the value is
	 * not to be stored
	 */
	public long freshUntil(EntryKey key, @Nullable Object value, long now) {
		if (value == null && this.nullTimeToLive.isZero()) {
			return now;
		}
		ResultTtl ofMethod = (value != null) ? key.ttl() : null;
		if (ofMethod != null && ofMethod.fixed() != null) {
			return after(now, ofMethod.fixed(), this.jitter);
		}
		Duration own = this.function.apply(key, value);
		if (own != null) {
			return (own.isZero() || own.isNegative()) ? now : after(now, own, 0);
		}
		return after(now, (value != null) ? this.timeToLive : this.nullTimeToLive, this.jitter);
	}

	private static long after(long now, Duration lifetime, double jitter) {
		if (lifetime.isZero()) {
			return Entry.NEVER;
		}
		long millis = Math.max(1, saturatedMillis(lifetime));
		if (jitter > 0) {
			millis = Math.max(1, (long) (millis * (1 - jitter * ThreadLocalRandom.current().nextDouble())));
		}
		long freshUntil = now + millis;
		return (freshUntil > 0) ? freshUntil : Entry.NEVER;
	}

	private static long saturatedMillis(Duration duration) {
		return (duration.toSeconds() < Long.MAX_VALUE / 1000 - 1) ? duration.toMillis() : Long.MAX_VALUE;
	}

}
