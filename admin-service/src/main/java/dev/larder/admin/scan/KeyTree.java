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

package dev.larder.admin.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a scan kept, as a tree of what they begin with: each colon begins a
 * level, which for Larder's keys are the application's prefix, the cache, and the key.
 * Levels are made as somebody opens them. Nodes have numbers, so that no part of a key
 * need be in a URL. Safe for use by several threads.
 */
public final class KeyTree {

	/**
	 * The number of the node that all keys are under.
	 */
	public static final int ROOT = 0;

	/**
	 * How many children of a node are told apart: the largest.
	 */
	static final int MAX_CHILDREN = 100;

	/**
	 * How many nodes can be opened, of all levels together.
	 */
	private static final int MAX_NODES = 20_000;

	private static final char SEPARATOR = ':';

	private final ScanFindings findings;

	private final List<Node> nodes = new ArrayList<>(List.of(new Node(ROOT, null, "")));

	private final Map<String, Integer> numbers = new HashMap<>();

	KeyTree(ScanFindings findings) {
		this.findings = findings;
	}

	/**
	 * Opens a node.
	 * @param number its number
	 * @return what is below it
	 * @throws ApiException if nobody has seen such a node
	 */
	public KeyLevel open(int number) {
		return open(number, KeyLevel.Sort.ITEM_BYTES);
	}

	/**
	 * Opens a node.
	 * @param number its number
	 * @param sort what the nodes below are sorted by
	 * @return what is below it: the largest, whatever they are sorted by
	 * @throws ApiException if nobody has seen such a node
	 */
	public KeyLevel open(int number, KeyLevel.Sort sort) {
		Node node = node(number);
		List<ScannedKey> keys = this.findings.keys();
		MemoryShare all = new MemoryShare();
		MemoryShare here = new MemoryShare();
		Map<String, MemoryShare> below = new HashMap<>();
		for (ScannedKey key : keys) {
			if (node.contains(key)) {
				all.add(key.itemBytes(), key.unreachable());
				MemoryShare part = (key.key() == null) ? here : part(key.key(), node.prefix().length(), below, here);
				part.add(key.itemBytes(), key.unreachable());
			}
		}
		List<Map.Entry<String, MemoryShare>> largest = below.entrySet()
			.stream()
			.sorted(Map.Entry.<String, MemoryShare>comparingByValue(Comparator.comparingLong(MemoryShare::bytes))
				.reversed()
				.thenComparing(Map.Entry.comparingByKey()))
			.toList();
		List<KeyLevel.Child> children = new ArrayList<>();
		MemoryShare rest = new MemoryShare();
		for (Map.Entry<String, MemoryShare> child : largest) {
			Integer opened = (children.size() < MAX_CHILDREN) ? number(node, child.getKey()) : null;
			if (opened != null) {
				children.add(new KeyLevel.Child(opened, child.getKey(), KeyLevel.Share.of(child.getValue(), all)));
			}
			else {
				rest.add(child.getValue());
			}
		}
		children.sort(sort.order());
		return new KeyLevel(node.number(), node.parent(), node.prefix(), KeyLevel.Share.of(all, all), children,
				(largest.size() > children.size()) ? KeyLevel.Share.of(rest, all) : null,
				(here.items() > 0) ? KeyLevel.Share.of(here, all) : null);
	}

	private static MemoryShare part(String key, int start, Map<String, MemoryShare> below, MemoryShare here) {
		int end = key.indexOf(SEPARATOR, start);
		return (end < 0) ? here : below.computeIfAbsent(key.substring(start, end + 1), (name) -> new MemoryShare());
	}

	private synchronized Node node(int number) {
		if (number < 0 || number >= this.nodes.size()) {
			throw new ApiException(ProblemCode.UNKNOWN_NODE, "There is no node " + number + " in this tree of keys");
		}
		return this.nodes.get(number);
	}

	private synchronized @Nullable Integer number(Node parent, String name) {
		String prefix = parent.prefix() + name;
		Integer known = this.numbers.get(prefix);
		if (known == null && this.nodes.size() < MAX_NODES) {
			known = this.nodes.size();
			this.nodes.add(new Node(known, parent.number(), prefix));
			this.numbers.put(prefix, known);
		}
		return known;
	}

	/**
	 * Returns some of the keys.
	 * @param query which, and in which order
	 * @param from the number of the first, from 0
	 * @param count how many
	 * @return the keys, and how many there are of them
	 * @throws ApiException if nobody has seen such a node
	 */
	public Keys keys(KeyQuery query, int from, int count) {
		if (query.equals(KeyQuery.ALL)) {
			return new Keys(this.findings.keys(from, count), this.findings.keptCount());
		}
		Node node = node(query.node());
		Stream<ScannedKey> wanted = this.findings.keys().stream().filter(query.filter()).filter(node::contains);
		Comparator<ScannedKey> order = query.order();
		List<ScannedKey> found = ((order != null) ? wanted.sorted(order) : wanted).toList();
		int end = Math.min(found.size(), from + count);
		return new Keys((from < end) ? found.subList(from, end) : List.of(), found.size());
	}

	/**
	 * Some of the keys under a node.
	 *
	 * @param items the keys
	 * @param count how many there are of them altogether
	 */
	public record Keys(List<ScannedKey> items, int count) {
	}

	private record Node(int number, @Nullable Integer parent, String prefix) {

		private boolean contains(ScannedKey key) {
			return (key.key() != null) ? key.key().startsWith(this.prefix) : this.prefix.isEmpty();
		}

	}

}
