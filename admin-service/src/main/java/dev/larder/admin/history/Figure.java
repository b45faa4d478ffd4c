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

package dev.larder.admin.history;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A number that is followed over time. Rates are per second. Each has a letter of its own
 * under which it is stored, which must never change.
 */
public enum Figure {

	/**
	 * Reads of keys by which instances learn of changes, as far as they say so; contained
	 * in the other reads.
	 */
	POLLS('p', "pollsPerSecond", true),

	/**
	 * Those of them that found something.
	 */
	POLL_HITS('q', "pollHitsPerSecond", true),

	/**
	 * Reads; with memcached, of whole keys, also those that Larder's instances make to
	 * learn of changes.
	 */
	GETS('g', "getsPerSecond", true),

	/**
	 * Reads that found an entry.
	 */
	HITS('h', "hitsPerSecond", true),

	/**
	 * Hits that were copies in the instance.
	 */
	LOCAL_HITS('l', "localHitsPerSecond", true),

	/**
	 * Reads that found none.
	 */
	MISSES('m', "missesPerSecond", true),

	/**
	 * Entries stored.
	 */
	SETS('s', "setsPerSecond", true),

	/**
	 * Values loaded.
	 */
	LOADS('o', "loadsPerSecond", true),

	/**
	 * Milliseconds of loading, of all threads together.
	 */
	LOAD_TIME('t', "loadMsPerSecond", true),

	/**
	 * Entries removed to make room, and in local memory also those that expired.
	 */
	EVICTIONS('e', "evictionsPerSecond", true),

	/**
	 * Failures of the cache itself.
	 */
	ERRORS('x', "errorsPerSecond", true),

	/**
	 * Bytes the server read.
	 */
	BYTES_IN('i', "bytesInPerSecond", true),

	/**
	 * Bytes the server wrote.
	 */
	BYTES_OUT('u', "bytesOutPerSecond", true),

	/**
	 * Open connections.
	 */
	CONNECTIONS('c', "connections", false),

	/**
	 * Items or entries held.
	 */
	ITEMS('n', "items", false),

	/**
	 * Memory that items take.
	 */
	USED_BYTES('b', "usedBytes", false),

	/**
	 * Memory that items may take.
	 */
	LIMIT_BYTES('y', "limitBytes", false),

	/**
	 * Milliseconds between the last change by another instance and the moment its local
	 * copy was dropped; of several instances, the longest.
	 */
	COHERENCE_LAG('d', "coherenceLagMs", false),

	/**
	 * The number of servers or instances that the other figures are sums of.
	 */
	REPORTING('r', "reporting", false);

	private static final Map<Character, Figure> BY_LETTER = Arrays.stream(values())
		.collect(Collectors.toMap((figure) -> figure.letter, Function.identity()));

	static final List<Figure> OF_SERVERS = List.of(GETS, HITS, MISSES, POLLS, SETS, EVICTIONS, BYTES_IN, BYTES_OUT,
			CONNECTIONS, ITEMS, USED_BYTES, LIMIT_BYTES, REPORTING);

	static final List<Figure> OF_APPLICATIONS = List.of(HITS, LOCAL_HITS, MISSES, SETS, LOADS, LOAD_TIME, EVICTIONS,
			ERRORS, ITEMS, COHERENCE_LAG, REPORTING);

	static final List<Figure> OF_CACHES = List.of(HITS, LOCAL_HITS, MISSES, SETS, LOADS, LOAD_TIME, EVICTIONS, ERRORS,
			ITEMS, REPORTING);

	private final char letter;

	private final String id;

	private final boolean rate;

	Figure(char letter, String id, boolean rate) {
		this.letter = letter;
		this.id = id;
		this.rate = rate;
	}

	/**
	 * Returns the figure that is stored under a letter.
	 * @param letter the letter
	 * @return the figure, or {@code null} if there is none
	 */
	static @Nullable Figure of(char letter) {
		return BY_LETTER.get(letter);
	}

	char letter() {
		return this.letter;
	}

	/**
	 * Returns the name for programs.
	 * @return the name, with its unit
	 */
	String id() {
		return this.id;
	}

	/**
	 * Puts the numbers of two servers, instances or caches together.
	 */
	double together(double one, double other) {
		return (this == COHERENCE_LAG) ? Math.max(one, other) : one + other;
	}

	/**
	 * Returns whether this is a number per second, made from a counter.
	 * @return whether it is
	 */
	boolean isRate() {
		return this.rate;
	}

}
