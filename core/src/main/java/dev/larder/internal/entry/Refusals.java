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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.larder.entry.Refusal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.larder.internal.value.UnkeptValueException;

/**
 * The keys and values that one cache could not take, so that the method was called
 * instead. They are counted, the latest are kept in a list, and each kind is logged once.
 * Thread-safe.
 */
public final class Refusals {

	private static final int MAX_KINDS = 200;

	private static final Duration KEPT = Duration.ofHours(1);

	private final Log log = LogFactory.getLog(Refusals.class);

	private final String cacheName;

	private final String circumstances;

	private final Clock clock;

	private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

	private final Map<Kind, Refusal> latest = new LinkedHashMap<>();

	/**
	 * Creates an empty list.
	 * @param cacheName the name of the cache, for the log
	 */
	public Refusals(String cacheName) {
		this(cacheName, "", Clock.systemUTC());
	}

	/**
	 * Creates a list of what a local cache holds, but could not if it lived in memcached.
	 * @param cacheName the name of the cache, for the log
	 * @return an empty list
	 */
	public static Refusals ofRehearsal(String cacheName) {
		return new Refusals(cacheName, "in mode memcached or tiered ", Clock.systemUTC());
	}

	Refusals(String cacheName, Clock clock) {
		this(cacheName, "", clock);
	}

	private Refusals(String cacheName, String circumstances, Clock clock) {
		Assert.notNull(cacheName, "'cacheName' must not be null");
		this.cacheName = cacheName;
		this.circumstances = circumstances;
		this.clock = clock;
		for (Reason reason : Reason.values()) {
			this.counts.put(reason, new LongAdder());
		}
	}

	/**
	 * Counts a key or a value that is not cached, and logs it if it is the first of its
	 * kind.
	 * @param reason why it is not cached
	 * @param type the name of the type that is to blame
	 * @param path its place in the key or value, such as {@code Order.owner}, or an empty
	 * text if it is the whole
	 * @param why the fault, as a sentence; made only for the first of its kind
	 * @param remedy the remedy, as a sentence
	 */
	public void refuse(Reason reason, String type, String path, Supplier<String> why, String remedy) {
		count(reason).increment();
		Refusal first = note(new Kind(reason, type, path), path, why, remedy);
		if (first != null) {
			this.log
				.warn("Cache '" + this.cacheName + "'" + ((first.method() != null) ? ", method " + first.method() : "")
						+ ": " + this.circumstances + first.why() + " " + first.remedy());
		}
	}

	/**
	 * Counts a value that no serializer keeps, and logs it if it is the first of its
	 * kind.
	 * @param refused the fault of the value
	 */
	public void refuse(UnkeptValueException refused) {
		refuse(refused.isLasting() ? Reason.ALTERED : Reason.DISTURBED, refused.type(), refused.path(),
				() -> String.valueOf(refused.getMessage()), refused.remedy());
	}

	private synchronized @Nullable Refusal note(Kind kind, String path, Supplier<String> why, String remedy) {
		Instant now = this.clock.instant();
		Refusal known = this.latest.get(kind);
		if (known != null) {
			this.latest.put(kind, new Refusal(known.subject(), known.reason(), known.type(), known.path(),
					known.method(), known.why(), known.remedy(), known.count() + 1, now));
			return null;
		}
		if (this.latest.size() >= MAX_KINDS) {
			lapse(now);
		}
		// What cannot be remembered would be logged every time
		if (this.latest.size() >= MAX_KINDS) {
			return null;
		}
		Refusal first = new Refusal(kind.reason().subject().name().toLowerCase(Locale.ROOT), kind.reason().id(),
				kind.type(), path.isEmpty() ? null : path, CallingMethod.name(), sentence(why.get()), sentence(remedy),
				1, now);
		this.latest.put(kind, first);
		return first;
	}

	private void lapse(Instant now) {
		this.latest.values().removeIf((refusal) -> refusal.lastAt().isBefore(now.minus(KEPT)));
	}

	/**
	 * Returns how many keys or values were not cached for a reason.
	 * @param reason the reason
	 * @return the number since the cache was created
	 */
	public long get(Reason reason) {
		return count(reason).sum();
	}

	/**
	 * Returns how many keys, or how many values, were not cached.
	 * @param subject keys or values
	 * @return the number since the cache was created
	 */
	public long get(Subject subject) {
		return this.counts.entrySet()
			.stream()
			.filter((count) -> count.getKey().subject() == subject)
			.mapToLong((count) -> count.getValue().sum())
			.sum();
	}

	/**
	 * Returns the latest refusals.
	 * @return the latest refusals, one a kind, the last first
	 */
	public synchronized List<Refusal> latest() {
		lapse(this.clock.instant());
		return this.latest.values().stream().sorted(Comparator.comparing(Refusal::lastAt).reversed()).toList();
	}

	private LongAdder count(Reason reason) {
		LongAdder count = this.counts.get(reason);
		Assert.state(count != null, "Every reason has a count");
		return count;
	}

	private static String sentence(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

	/**
	 * The things a cache can refuse.
	 */
	public enum Subject {

		/**
		 * Keys.
		 */
		KEY,

		/**
		 * Values.
		 */
		VALUE

	}

	/**
	 * The reasons why a key or a value is not cached.
	 */
	public enum Reason {

		/**
		 * The key, or something in it, has no value identity.
		 */
		IDENTITY(Subject.KEY, "identity"),

		/**
		 * The key is longer than the cache can tell from others.
		 */
		KEY_TOO_LONG(Subject.KEY, "too-long"),

		/**
		 * The key is {@code null}, or fails to be read.
		 */
		UNREADABLE_KEY(Subject.KEY, "unreadable"),

		/**
		 * No serializer gives the value back as it was.
		 */
		ALTERED(Subject.VALUE, "altered"),

		/**
		 * Writing the value failed for what happened meanwhile, such as a change by
		 * another thread.
		 */
		DISTURBED(Subject.VALUE, "disturbed"),

		/**
		 * The value can be used once only, as a stream can.
		 */
		ONE_SHOT(Subject.VALUE, "one-shot"),

		/**
		 * The value has more bytes than an item may have.
		 */
		TOO_LARGE(Subject.VALUE, "too-large");

		private final Subject subject;

		private final String id;

		Reason(Subject subject, String id) {
			this.subject = subject;
			this.id = id;
		}

		/**
		 * Returns the subject of refusals for this reason.
		 * @return keys or values
		 */
		public Subject subject() {
			return this.subject;
		}

		/**
		 * Returns the name of the reason in meters and reports.
		 * @return the name, in lower case
		 */
		public String id() {
			return this.id;
		}

	}

	/**
	 * The subject of one line of the log.
	 */
	private record Kind(Reason reason, String type, String path) {

		// Any element of a list will do
		private Kind {
			path = path.replaceAll("\\[[^]]*]", "[]");
		}

	}

}
