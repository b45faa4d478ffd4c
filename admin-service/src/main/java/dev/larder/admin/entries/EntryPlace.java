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

package dev.larder.admin.entries;

import java.time.Duration;
import java.time.Instant;

import dev.larder.admin.application.EntryReport;
import dev.larder.admin.application.EntryReport.LocalEntry;
import dev.larder.admin.value.LarderItem;
import dev.larder.admin.value.ValuePreview;
import org.jspecify.annotations.Nullable;

/**
 * What is in one place under a key. What is unknown is {@code null}.
 *
 * @param present whether there is something
 * @param kind what that is
 * @param responsible whether a server is the one that the key belongs to
 * @param valid whether it would be served: it is not outdated, nor of a generation that
 * was cleared, nor in doubt
 * @param generation the generation it belongs to
 * @param writtenAt when it was written
 * @param freshUntil until when it may be served
 * @param ageMs how long ago it was written, by the clock of this service
 * @param remainingMs how long it may still be served
 * @param sizeBytes the length of the serialized value
 * @param letter the same for equal values of one answer, {@code A} for that of the
 * responsible server; tells nothing else of the value
 * @param loading whether an instance is loading the value
 * @param valueWithheld whether the value was asked for and the instance does not show it
 * @param preview what the value looks like, if it was asked for
 */
public record EntryPlace(boolean present, @Nullable Kind kind, @Nullable Boolean responsible, @Nullable Boolean valid,
		@Nullable String generation, @Nullable Instant writtenAt, @Nullable Instant freshUntil, @Nullable Long ageMs,
		@Nullable Long remainingMs, @Nullable Long sizeBytes, @Nullable String letter, @Nullable Boolean loading,
		@Nullable Boolean valueWithheld, @Nullable ValuePreview preview) {

	private static final long MAX_SECONDS = Long.MAX_VALUE / 1000 - 1;

	/**
	 * Returns a place with nothing in it.
	 * @param responsible whether it is the server that the key belongs to
	 * @param loading whether an instance is loading the value
	 * @return the place
	 */
	static EntryPlace empty(@Nullable Boolean responsible, @Nullable Boolean loading) {
		return new EntryPlace(false, null, responsible, null, null, null, null, null, null, null, null, loading, null,
				null);
	}

	static EntryPlace foreign(@Nullable Boolean responsible, long sizeBytes) {
		return new EntryPlace(true, Kind.FOREIGN, responsible, null, null, null, null, null, null, sizeBytes, null,
				null, null, null);
	}

	static EntryPlace lease(@Nullable Boolean responsible, @Nullable Instant heldUntil) {
		return new EntryPlace(true, Kind.LEASE, responsible, null, null, null, heldUntil, null, null, null, null, null,
				null, null);
	}

	/**
	 * Returns the place of an item in memcached.
	 * @param item the item, not a lease
	 * @param responsible whether it is on the server that the key belongs to
	 * @param generation the generation that a valid item has, or {@code null} if unknown
	 * @param now the time
	 * @return the place
	 */
	static EntryPlace of(LarderItem item, @Nullable Boolean responsible, @Nullable String generation, Instant now) {
		Instant freshUntil = item.freshUntil();
		boolean valid = (generation == null || generation.equals(item.generation()))
				&& (freshUntil == null || now.isBefore(freshUntil));
		return new EntryPlace(true, Kind.VALUE, responsible, valid, item.generation(), item.writtenAt(), freshUntil,
				age(item.writtenAt(), now), remaining(freshUntil, now), item.valueBytes(), null, null, null, null);
	}

	/**
	 * Returns the place of what an instance has.
	 * @param report what the instance knows of the key
	 * @param now the time
	 * @return the place
	 */
	static EntryPlace of(EntryReport report, Instant now) {
		LocalEntry local = report.local();
		if (local == null) {
			return empty(null, report.loading());
		}
		return new EntryPlace(true, Kind.VALUE, null, local.servable(), local.generation(), local.writtenAt(),
				local.freshUntil(), age(local.writtenAt(), now), remaining(local.freshUntil(), now), local.sizeBytes(),
				null, report.loading(), report.valueWithheld(), null);
	}

	EntryPlace withLetter(@Nullable String letter) {
		return new EntryPlace(this.present, this.kind, this.responsible, this.valid, this.generation, this.writtenAt,
				this.freshUntil, this.ageMs, this.remainingMs, this.sizeBytes, letter, this.loading, this.valueWithheld,
				this.preview);
	}

	EntryPlace withPreview(@Nullable ValuePreview preview) {
		return new EntryPlace(this.present, this.kind, this.responsible, this.valid, this.generation, this.writtenAt,
				this.freshUntil, this.ageMs, this.remainingMs, this.sizeBytes, this.letter, this.loading,
				this.valueWithheld, preview);
	}

	boolean isServed() {
		return this.present && Boolean.TRUE.equals(this.valid);
	}

	private static @Nullable Long age(@Nullable Instant writtenAt, Instant now) {
		return (writtenAt != null) ? Math.max(0, millis(writtenAt, now)) : null;
	}

	private static @Nullable Long remaining(@Nullable Instant freshUntil, Instant now) {
		return (freshUntil != null) ? Math.max(0, millis(now, freshUntil)) : null;
	}

	// An instance may name any time, and the difference of two be more than a long holds
	private static long millis(Instant from, Instant to) {
		Duration duration = Duration.between(from, to);
		long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, duration.toSeconds()));
		return (seconds == duration.toSeconds()) ? duration.toMillis() : seconds * 1000;
	}

	/**
	 * What can be in a place.
	 */
	public enum Kind {

		/**
		 * A value, which may be {@code null}.
		 */
		VALUE,

		/**
		 * The right of an instance to load the value.
		 */
		LEASE,

		/**
		 * Something that Larder did not write, or that is damaged.
		 */
		FOREIGN

	}

}
