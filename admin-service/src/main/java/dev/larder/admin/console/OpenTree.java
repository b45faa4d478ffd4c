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

package dev.larder.admin.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.larder.admin.scan.KeyLevel;
import dev.larder.admin.scan.KeyTree;
import org.jspecify.annotations.Nullable;

/**
 * A tree of keys, open along the way to one node, as rows under one another.
 *
 * @param rows the rows, those of a node after the node
 * @param prefix what the keys under the node begin with
 */
record OpenTree(List<Line> rows, String prefix) {

	static OpenTree of(KeyTree tree, int node, KeyLevel.Sort sort) {
		Deque<KeyLevel> way = new ArrayDeque<>();
		KeyLevel level = tree.open(node, sort);
		way.push(level);
		for (Integer parent = level.parent(); parent != null; parent = level.parent()) {
			level = tree.open(parent, sort);
			way.push(level);
		}
		List<Line> rows = new ArrayList<>();
		add(rows, new ArrayDeque<>(way), way.pop().share().itemBytes(), 0);
		return new OpenTree(rows, tree.open(node).prefix());
	}

	private static void add(List<Line> rows, Deque<KeyLevel> way, long whole, int depth) {
		KeyLevel level = way.pop();
		KeyLevel open = way.peek();
		for (KeyLevel.Child child : level.children()) {
			boolean opened = open != null && open.node() == child.node();
			// A node that is open is closed by opening the one above
			rows.add(new Line(depth, Kind.NODE, opened ? level.node() : child.node(), child.name(), opened,
					opened && way.size() == 1, Share.of(child.share(), whole)));
			if (opened) {
				add(rows, way, whole, depth + 1);
			}
		}
		if (level.others() != null) {
			rows.add(new Line(depth, Kind.OTHERS, level.node(), "", false, false, Share.of(level.others(), whole)));
		}
		if (level.here() != null) {
			rows.add(new Line(depth, Kind.KEYS, level.node(), "", false, false, Share.of(level.here(), whole)));
		}
	}

	/**
	 * What a row stands for.
	 */
	enum Kind {

		/**
		 * Keys that begin alike.
		 */
		NODE,

		/**
		 * All other keys that begin alike, of the same level.
		 */
		OTHERS,

		/**
		 * Keys that have no further part.
		 */
		KEYS

	}

	/**
	 * A row.
	 *
	 * @param depth how far below the root it is, from 0
	 * @param kind what it stands for
	 * @param node the number of the node to go to
	 * @param name the part of keys that it stands for
	 * @param open whether what is below it follows
	 * @param current whether this is the node that was asked for
	 * @param share what its keys take
	 */
	record Line(int depth, Kind kind, int node, String name, boolean open, boolean current, Share share) {
	}

	/**
	 * What the keys of a row take.
	 *
	 * @param items how many there are
	 * @param itemBytes the memory they take
	 * @param ratio their share of the memory of all keys, from 0 to 1
	 * @param dead the share of that that was cleared and only waits to expire, from 0 to
	 * 1, or {@code null} if that is unknown
	 */
	record Share(long items, long itemBytes, double ratio, @Nullable Double dead) {

		private static Share of(KeyLevel.Share share, long whole) {
			return new Share(share.items(), share.itemBytes(), (whole > 0) ? (double) share.itemBytes() / whole : 0,
					(share.unreachable() != null) ? Double.valueOf(share.unreachable().ratio()) : null);
		}

	}

}
