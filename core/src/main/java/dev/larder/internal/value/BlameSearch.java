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
package dev.larder.internal.value;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.value.ObjectGraph.Found;

/**
 * The search for the part of an object that is to blame for what is wrong with the whole.
 * It goes down from part to part as long as one of them, taken for itself, is wrong too.
 * Not thread-safe: one instance makes one search.
 */
final class BlameSearch {

	/**
	 * The number of objects that may be tried, each counted as often as it is part of
	 * what is tried.
	 */
	private static final int MAX_TRIED = 50_000;

	private final Predicate<Object> wrong;

	private int trials = MAX_TRIED;

	private BlameSearch(Predicate<Object> wrong) {
		this.wrong = wrong;
	}

	/**
	 * Returns the smallest part that is to blame, as far as that can be found in bounded
	 * time.
	 * @param root the whole, which is wrong
	 * @param wrong whether something is wrong with a part, taken for itself
	 */
	static Found in(Object root, Predicate<Object> wrong) {
		return new BlameSearch(wrong).below(ObjectGraph.whole(root));
	}

	private Found below(Found whole) {
		Found current = whole;
		while (!ObjectGraph.isUnloaded(current.object())) {
			Found part = wrongPart(current);
			if (part == null) {
				return current;
			}
			current = part;
			if (part.isCycle()) {
				return part;
			}
		}
		return current;
	}

	/**
	 * A way back to where one came from is to blame only where nothing else is.
	 */
	private @Nullable Found wrongPart(Found owner) {
		Found[] found = new Found[2];
		ObjectGraph.forEachPart(owner.object(), (label, part) -> {
			if (found[0] != null) {
				return;
			}
			Found candidate = new Found(part, label, owner);
			if (candidate.isCycle()) {
				found[1] = candidate;
			}
			else if (this.trials > 0) {
				this.trials -= size(part, this.trials);
				found[0] = this.wrong.test(part) ? candidate : null;
			}
		});
		return (found[0] != null) ? found[0] : found[1];
	}

	/**
	 * Returns the number of objects that hang on one, up to a limit.
	 */
	private static int size(Object root, int limit) {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> rest = new ArrayDeque<>();
		rest.push(root);
		while (!rest.isEmpty() && seen.size() < limit) {
			Object next = rest.pop();
			if (seen.add(next) && !ObjectGraph.isUnloaded(next)) {
				ObjectGraph.forEachPart(next, (label, part) -> {
					if (rest.size() < limit) {
						rest.push(part);
					}
				});
			}
		}
		return seen.size();
	}

}
