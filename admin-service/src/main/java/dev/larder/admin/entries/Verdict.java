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
import java.util.List;
import java.util.Objects;

import dev.larder.admin.entries.EntryPlace.Kind;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a key come to, in words.
 *
 * @param state in short
 * @param sentences at length
 */
public record Verdict(State state, List<String> sentences) {

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

		private final List<String> sentences = new ArrayList<>();

		private Judgement(@Nullable Answers<EntryPlace> servers, Answers<EntryPlace> instances, boolean shared) {
			this.servers = servers;
			this.instances = instances;
			this.shared = shared;
		}

		private Verdict judge() {
			List<EntryPlace> copies = served(this.instances);
			EntryPlace item = this.shared ? item() : null;
			State state = (item != null) ? againstItem(copies, item) : amongThemselves(copies);
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
				this.sentences
					.add("What is in memcached is not known, as the servers of this cache belong to no cluster"
							+ " of this service.");
				return null;
			}
			List<EntryPlace> items = places(this.servers).stream()
				.filter((place) -> place.present() && place.kind() == Kind.VALUE)
				.filter((place) -> !Boolean.FALSE.equals(place.responsible()))
				.toList();
			EntryPlace valid = items.stream().filter(EntryPlace::isServed).findFirst().orElse(null);
			if (valid != null) {
				this.sentences.add("memcached holds a value that was written " + ago(valid) + ".");
			}
			else if (items.isEmpty()) {
				this.sentences.add("memcached holds no value.");
			}
			else {
				this.sentences
					.add("memcached holds a value that nobody is given any more: it is outdated, or the cache was"
							+ " cleared since it was written.");
			}
			return valid;
		}

		private State againstItem(List<EntryPlace> copies, EntryPlace item) {
			List<EntryPlace> older = copies.stream().filter((copy) -> isOlder(copy, item)).toList();
			long different = copies.stream()
				.filter((copy) -> !older.contains(copy) && differ(copy.letter(), item.letter()))
				.count();
			long same = copies.size() - older.size() - different;
			if (!older.isEmpty()) {
				this.sentences
					.add(of(older.size(), "an older copy", "older copies") + ", written " + ago(older.get(0)) + ".");
			}
			if (different > 0) {
				this.sentences.add(of(different, "a different value", "different values")
						+ " that is not older: the object may have been changed after it was cached.");
			}
			if (same > 0) {
				this.sentences.add(of(same, "a copy of it", "copies of it") + ".");
			}
			if (!older.isEmpty()) {
				return State.OLDER_COPIES;
			}
			return (different > 0) ? State.DIFFERENT_VALUES : State.CONSISTENT;
		}

		private State amongThemselves(List<EntryPlace> copies) {
			if (copies.isEmpty()) {
				this.sentences.add("No instance holds a value.");
				return State.NOT_CACHED;
			}
			long values = copies.stream().map(EntryPlace::letter).filter(Objects::nonNull).distinct().count();
			long unknown = copies.stream().filter((copy) -> copy.letter() == null).count();
			if (values > 1) {
				this.sentences
					.add(of(copies.size(), "a value", "values") + ", and there are " + values + " different ones.");
				return State.DIFFERENT_VALUES;
			}
			if (unknown > 0 && copies.size() > 1) {
				this.sentences.add(of(copies.size(), "a value", "values")
						+ ", which cannot be compared, as no serializer writes it.");
				return State.UNCERTAIN;
			}
			this.sentences.add(of(copies.size(), "a value", "the same value") + ".");
			return State.CONSISTENT;
		}

		private void strays() {
			if (this.servers == null) {
				return;
			}
			for (Answer<EntryPlace> answer : this.servers.results()) {
				EntryPlace place = answer.data();
				if (place != null && place.present() && Boolean.FALSE.equals(place.responsible())) {
					this.sentences.add("The server " + answer.target()
							+ " holds an item of this key too, though the key belongs to another server: instances may"
							+ " know different lists of servers, or the list has changed.");
				}
			}
		}

		private void loads() {
			long loading = places(this.instances).stream()
				.filter((place) -> Boolean.TRUE.equals(place.loading()))
				.count();
			if (loading > 0) {
				this.sentences
					.add(((loading == 1) ? "An instance is" : loading + " instances are") + " loading the value now.");
			}
			if (this.servers != null && places(this.servers).stream().anyMatch((place) -> place.kind() == Kind.LEASE)) {
				this.sentences.add("A lease is held: an instance is loading the value, or has ended while it did.");
			}
		}

		private boolean silent() {
			boolean silent = silent(this.instances, "instance", "may hold another copy");
			return (this.servers != null && silent(this.servers, "server", "may hold an item")) || silent;
		}

		private boolean silent(Answers<?> answers, String kind, String what) {
			int count = answers.summary().targets() - answers.summary().ok();
			if (count > 0) {
				this.sentences.add(((count == 1) ? "One " + kind + " did" : count + " " + kind + "s did")
						+ " not answer and " + what + ".");
			}
			return count > 0;
		}

		private String of(long count, String one, String several) {
			int all = this.instances.summary().targets();
			return count + " of " + all + ((all == 1) ? " instance" : " instances")
					+ ((count == 1) ? " holds " : " hold ") + ((count == 1) ? one : several);
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

		private static String ago(EntryPlace place) {
			Long age = place.ageMs();
			if (age == null) {
				return "at an unknown time";
			}
			if (age < 1000) {
				return "less than a second ago";
			}
			long seconds = age / 1000;
			if (seconds < 120) {
				return seconds + " s ago";
			}
			return (seconds < 7200) ? (seconds / 60) + " min ago" : (seconds / 3600) + " h ago";
		}

	}

}
