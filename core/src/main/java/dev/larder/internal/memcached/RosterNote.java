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

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a node about the servers it was used beside, itself included: a line for
 * each, of its name, the number of the {@linkplain Place place} of its keys on this node
 * in hexadecimal digits, and {@code +} if it is used; if not any more, {@code -1} for the
 * first that went, {@code -2} for the next, and so on. Immutable.
 *
 * @param servers the servers by name
 */
record RosterNote(SortedMap<String, Standing> servers) {

	/**
	 * How many servers that are not used any more are remembered. More would make a note
	 * that is read all the time long.
	 */
	static final int MAX_GONE = 64;

	private static final String HEAD = "larder-servers 1";

	private static final int RADIX = 16;

	/**
	 * Returns a note of servers whose former times do not matter.
	 * @param used the names of the servers that are used
	 * @param known whether all that a server has missed was made up for
	 * @param randomness gives the numbers
	 * @return the note
	 */
	static RosterNote of(Set<String> used, Predicate<String> known, LongSupplier randomness) {
		return new RosterNote(new TreeMap<>()).with(used, known, Set.of(), randomness);
	}

	/**
	 * Reads a note.
	 * @param item the item under its key, or {@code null} if there is none
	 * @return the note, or {@code null} if that is none
	 */
	static @Nullable RosterNote parse(@Nullable Item item) {
		if (item == null || !item.hasData()) {
			return null;
		}
		String[] lines = new String(item.data(), StandardCharsets.US_ASCII).split("\n", -1);
		if (!lines[0].equals(HEAD)) {
			return null;
		}
		SortedMap<String, Standing> servers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			String[] words = lines[i].split(" ", -1);
			if (words.length != 3 || !isServer(words[0])) {
				return null;
			}
			Standing standing = Standing.parse(words[1], words[2]);
			if (standing == null) {
				return null;
			}
			servers.put(words[0], standing);
		}
		return new RosterNote(servers);
	}

	private static boolean isServer(String name) {
		try {
			return NodeAddress.parse(name).name().equals(name);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Returns the note as it is stored.
	 */
	Item toItem() {
		StringBuilder text = new StringBuilder(HEAD);
		this.servers.forEach((name, standing) -> text.append('\n')
			.append(name)
			.append(' ')
			.append(Long.toUnsignedString(standing.number(), RADIX))
			.append(' ')
			.append(standing.departureText()));
		return new Item(0, text.toString().getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Returns the note of a node whose servers have changed.
	 * @param used the names of the servers that are used now
	 * @param known whether all that a server has missed was made up for
	 * @param renewed the servers that went or came, whose places begin anew
	 * @param randomness gives the numbers
	 * @return the note
	 */
	RosterNote with(Set<String> used, Predicate<String> known, Set<String> renewed, LongSupplier randomness) {
		SortedMap<String, Standing> next = new TreeMap<>();
		Set<String> names = new TreeSet<>(this.servers.keySet());
		names.addAll(used);
		names.addAll(renewed);
		int last = this.servers.values().stream().mapToInt(Standing::departure).max().orElse(0);
		for (String name : names) {
			Standing before = this.servers.get(name);
			boolean wasUsed = before != null && before.isUsed();
			boolean went = wasUsed && !used.contains(name);
			Standing standing = (before == null || went || renewed.contains(name))
					? new Standing(randomness.getAsLong(), last + 1) : before;
			if (used.contains(name) && (wasUsed || known.test(name))) {
				standing = new Standing(standing.number(), Standing.USED);
			}
			next.put(name, standing);
			last = Math.max(last, standing.departure());
		}
		return (next.size() - used.size() <= MAX_GONE) ? new RosterNote(next) : of(used, known, randomness);
	}

	/**
	 * Returns the servers that are not among some others, those first that went first.
	 * @param used the names of the others, which are used
	 * @return the names
	 */
	List<String> gone(Set<String> used) {
		return this.servers.entrySet()
			.stream()
			.filter((server) -> !used.contains(server.getKey()))
			.sorted(Comparator.comparingLong((server) -> server.getValue().rank()))
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Returns the number of the place of a server's keys, or 0 if the node was never used
	 * beside it.
	 */
	long number(String name) {
		Standing standing = this.servers.get(name);
		return (standing != null) ? standing.number() : 0;
	}

	/**
	 * Returns whether a server is known to be used.
	 */
	boolean isUsed(String name) {
		Standing standing = this.servers.get(name);
		return standing != null && standing.isUsed();
	}

	/**
	 * A server, as it stands beside the node.
	 *
	 * @param number the number of the place of its keys on the node, never 0
	 * @param departure its place among those that went, or 0 if it is used
	 */
	record Standing(long number, int departure) {

		private static final int USED = 0;

		boolean isUsed() {
			return this.departure == USED;
		}

		// Whoever uses one that is used by others no more is the last to see it go
		private long rank() {
			return isUsed() ? Long.MAX_VALUE : this.departure;
		}

		private static @Nullable Standing parse(String number, String departure) {
			try {
				long parsed = Long.parseUnsignedLong(number, RADIX);
				int away = departure.equals("+") ? USED : -Integer.parseInt(departure);
				return (parsed != 0 && (away > 0 || departure.equals("+"))) ? new Standing(parsed, away) : null;
			}
			catch (NumberFormatException ex) {
				return null;
			}
		}

		private String departureText() {
			return isUsed() ? "+" : "-" + this.departure;
		}

	}

}
