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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.larder.admin.entries.EntryPlace.Kind;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a key come to, in words.
 *
 * @param state in short
 * @param sentences at length
 */
public record Verdict(State state, List<Sentence> sentences) {

	public Verdict {
		sentences = List.copyOf(sentences);
	}

	/**
	 * Judges what was found.
	 * @param servers what each server has, or {@code null} if the cache keeps nothing in
	 * servers, or in none this service knows
	 * @param instances what each instance has
	 * @param shared whether the cache keeps its entries in memcached
	 * @return the verdict
	 */
	static Verdict of(@Nullable Answers<EntryPlace> servers, Answers<EntryPlace> instances, boolean shared) {
		return new Judgement(servers, instances, shared).judge();
	}

	/**
	 * What the places come to, in short.
	 */
	public enum State {

		/**
		 * The key is nowhere.
		 */
		NOT_CACHED,

		/**
		 * All who have a value have the same.
		 */
		CONSISTENT,

		/**
		 * Instances have copies that are older than what memcached has.
		 */
		OLDER_COPIES,

		/**
		 * There are different values, and none is known to be older.
		 */
		DIFFERENT_VALUES,

		/**
		 * Nothing is wrong with what was found, but not everybody has answered.
		 */
		UNCERTAIN

	}

	/**
	 * Puts the sentences together.
	 */
	private static final class Judgement {

		private final @Nullable Answers<EntryPlace> servers;

		private final Answers<EntryPlace> instances;

		private final boolean shared;

		private final List<Sentence> sentences = new ArrayList<>();

		private Judgement(@Nullable Answers<EntryPlace> servers, Answers<EntryPlace> instances, boolean shared) {
			this.servers = servers;
			this.instances = instances;
			this.shared = shared;
		}

		private Verdict judge() {
			List<EntryPlace> copies = served(this.instances);
			EntryPlace item = this.shared ? item() : null;
			State state = (item != null) ? againstItem(copies, item) : amongThemselves(copies);
			unserved();
			strays();
			loads();
			if (silent() && (state == State.CONSISTENT || state == State.NOT_CACHED)) {
				state = State.UNCERTAIN;
			}
			return new Verdict(state, this.sentences);
		}

		/**
		 * Returns what the responsible server has, if that is valid.
		 */
		private @Nullable EntryPlace item() {
			if (this.servers == null) {
				say("memcached-unknown");
				return null;
			}
			List<EntryPlace> items = places(this.servers).stream()
				.filter((place) -> place.present() && place.kind() == Kind.VALUE)
				.filter((place) -> !Boolean.FALSE.equals(place.responsible()))
				.toList();
			EntryPlace valid = items.stream().filter(EntryPlace::isServed).findFirst().orElse(null);
			if (valid != null) {
				say("memcached-holds", "ageMs", valid.ageMs());
			}
			else if (!items.isEmpty()) {
				say("memcached-outdated");
			}
			else if (holdsForeign(this.servers)) {
				say("memcached-foreign");
			}
			else if (hasAnswered(this.servers)) {
				say("memcached-empty");
			}
			else {
				say("memcached-silent");
			}
			return valid;
		}

		private static boolean holdsForeign(Answers<EntryPlace> servers) {
			return places(servers).stream()
				.anyMatch((place) -> place.kind() == Kind.FOREIGN && !Boolean.FALSE.equals(place.responsible()));
		}

		/**
		 * Returns whether the server has that should have the key, or all have.
		 */
		private static boolean hasAnswered(Answers<EntryPlace> servers) {
			return servers.summary().ok() == servers.summary().targets()
					|| places(servers).stream().anyMatch((place) -> Boolean.TRUE.equals(place.responsible()));
		}

		private State againstItem(List<EntryPlace> copies, EntryPlace item) {
			List<EntryPlace> older = copies.stream().filter((copy) -> isOlder(copy, item)).toList();
			List<EntryPlace> different = copies.stream()
				.filter((copy) -> !older.contains(copy) && differ(copy.letter(), item.letter()))
				.toList();
			int same = copies.size() - older.size() - different.size();
			if (!older.isEmpty()) {
				sayOf("older-copies", older.size(), "ageMs", older.get(0).ageMs(), "holders", holders(older));
			}
			if (!different.isEmpty()) {
				sayOf("different-values", different.size(), "holders", holders(different));
			}
			if (same > 0) {
				sayOf("same-copies", same);
			}
			if (!older.isEmpty()) {
				return State.OLDER_COPIES;
			}
			return different.isEmpty() ? State.CONSISTENT : State.DIFFERENT_VALUES;
		}

		private List<String> holders(List<EntryPlace> copies) {
			return this.instances.results()
				.stream()
				.filter((answer) -> answer.data() != null && copies.contains(answer.data()))
				.map(Answer::target)
				.toList();
		}

		private State amongThemselves(List<EntryPlace> copies) {
			if (copies.isEmpty()) {
				if (unservedCopies() == 0) {
					say("no-instance-holds");
				}
				return State.NOT_CACHED;
			}
			long values = copies.stream().map(EntryPlace::letter).filter(Objects::nonNull).distinct().count();
			long unknown = copies.stream().filter((copy) -> copy.letter() == null).count();
			if (values > 1) {
				sayOf("several-values", copies.size(), "values", values);
				return State.DIFFERENT_VALUES;
			}
			if (unknown > 0 && copies.size() > 1) {
				sayOf("incomparable-values", copies.size());
				return State.UNCERTAIN;
			}
			sayOf("one-value", copies.size());
			return State.CONSISTENT;
		}

		private long unservedCopies() {
			return places(this.instances).stream().filter((place) -> place.present() && !place.isServed()).count();
		}

		private void unserved() {
			long copies = unservedCopies();
			if (copies > 0) {
				sayOf("unserved-copies", copies);
			}
		}

		private void strays() {
			if (this.servers == null) {
				return;
			}
			for (Answer<EntryPlace> answer : this.servers.results()) {
				EntryPlace place = answer.data();
				if (place != null && place.present() && Boolean.FALSE.equals(place.responsible())) {
					say("stray-item", "server", answer.target());
				}
			}
		}

		private void loads() {
			long loading = places(this.instances).stream()
				.filter((place) -> Boolean.TRUE.equals(place.loading()))
				.count();
			if (loading > 0) {
				say("loading", "count", loading);
			}
			if (this.servers != null && places(this.servers).stream().anyMatch((place) -> place.kind() == Kind.LEASE)) {
				say("lease-held");
			}
		}

		private boolean silent() {
			boolean silent = silent(this.instances, "instances-unanswered");
			return (this.servers != null && silent(this.servers, "servers-unanswered")) || silent;
		}

		private boolean silent(Answers<?> answers, String code) {
			int count = answers.summary().targets() - answers.summary().ok();
			if (count > 0) {
				say(code, "count", count);
			}
			return count > 0;
		}

		private void say(String code, @Nullable Object... arguments) {
			this.sentences.add(Sentence.of(code, Sentence.arguments(arguments)));
		}

		/**
		 * Says what some of all instances have.
		 */
		private void sayOf(String code, long count, @Nullable Object... arguments) {
			Map<String, Object> all = new LinkedHashMap<>(
					Sentence.arguments("count", count, "instances", this.instances.summary().targets()));
			all.putAll(Sentence.arguments(arguments));
			this.sentences.add(Sentence.of(code, all));
		}

		private static List<EntryPlace> served(Answers<EntryPlace> answers) {
			return places(answers).stream().filter(EntryPlace::isServed).toList();
		}

		private static List<EntryPlace> places(Answers<EntryPlace> answers) {
			return answers.results().stream().map(Answer::data).filter(Objects::nonNull).toList();
		}

		private static boolean isOlder(EntryPlace copy, EntryPlace item) {
			return copy.writtenAt() != null && item.writtenAt() != null && copy.writtenAt().isBefore(item.writtenAt());
		}

		private static boolean differ(@Nullable String one, @Nullable String other) {
			return one != null && other != null && !one.equals(other);
		}

	}

}
