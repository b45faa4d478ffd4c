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

import java.time.Instant;

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
 * @param digest tells equal values from different ones
 * @param letter the same for equal values, {@code A} for that of the responsible server
 * @param loading whether an instance is loading the value
 */
public record EntryPlace(boolean present, @Nullable Kind kind, @Nullable Boolean responsible, @Nullable Boolean valid,
		@Nullable String generation, @Nullable Instant writtenAt, @Nullable Instant freshUntil, @Nullable Long ageMs,
		@Nullable Long remainingMs, @Nullable Long sizeBytes, @Nullable String digest, @Nullable String letter,
		@Nullable Boolean loading) {

	/**
	 * Returns a place with nothing in it.
	 * @param responsible whether it is the server that the key belongs to
	 * @param loading whether an instance is loading the value
	 * @return the place
	 */
	static EntryPlace empty(@Nullable Boolean responsible, @Nullable Boolean loading) {
		return new EntryPlace(false, null, responsible, null, null, null, null, null, null, null, null, null, loading);
	}

	EntryPlace withLetter(@Nullable String letter) {
		return new EntryPlace(this.present, this.kind, this.responsible, this.valid, this.generation, this.writtenAt,
				this.freshUntil, this.ageMs, this.remainingMs, this.sizeBytes, this.digest, letter, this.loading);
	}

	boolean isServed() {
		return this.present && Boolean.TRUE.equals(this.valid);
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
