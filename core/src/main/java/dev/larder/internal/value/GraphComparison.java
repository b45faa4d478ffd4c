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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.value.ObjectGraph.Found;
import dev.larder.internal.value.TypeOutline.Kind;

/**
 * Compares an object and its copy field by field, with all that hangs on them. Their own
 * {@code equals} is believed only where it is known to tell all there is to tell. What
 * cannot be looked into counts as altered, unless it is the same object.
 * <p>
 * That one object became two that are the same counts as unaltered. A transient field
 * counts as any other, but may hold another object that cannot be looked into.
 */
public final class GraphComparison {

	private static final int MAX_UNNAMED = 256;

	private final @Nullable GraphComparison outer;

	/**
	 * The copies seen, and which objects they were compared with.
	 */
	private final IdentityHashMap<Object, List<Object>> seen = new IdentityHashMap<>();

	private final Deque<Pair> rest = new ArrayDeque<>();

	private @Nullable Difference difference;

	private GraphComparison(@Nullable GraphComparison outer) {
		this.outer = outer;
	}

	/**
	 * Returns the first difference.
	 * @return the difference, or {@code null} if there is none
	 */
	public static @Nullable Difference find(Object value, Object copy) {
		GraphComparison comparison = new GraphComparison(null);
		comparison.rest.add(new Pair(ObjectGraph.whole(value), copy));
		return comparison.compareAll();
	}

	private @Nullable Difference compareAll() {
		while (!this.rest.isEmpty() && this.difference == null) {
			Pair pair = this.rest.removeLast();
			if (isNew(pair)) {
				compare(pair.original(), pair.copy());
			}
		}
		return this.difference;
	}

	/**
	 * A pair that is being compared already need not be compared again.
	 */
	private boolean isNew(Pair pair) {
		Object original = pair.original().object();
		for (GraphComparison level = this; level != null; level = level.outer) {
			for (Object other : level.seen.getOrDefault(pair.copy(), List.of())) {
				if (other == original) {
					return false;
				}
			}
		}
		this.seen.merge(pair.copy(), List.of(original), GraphComparison::both);
		return true;
	}

	private static List<Object> both(List<Object> some, List<Object> others) {
		List<Object> both = new ArrayList<>(some);
		both.addAll(others);
		return both;
	}

	private static String nameOf(Object copy) {
		return copy.getClass().getName();
	}

	/**
	 * Compares the objects at one place: values at once, others later.
	 */
	private void part(Found owner, String label, @Nullable Object value, @Nullable Object copy) {
		if (value == copy || this.difference != null) {
			return;
		}
		if (value == null) {
			differ(at(owner, label, owner.object()), "it is null, but is not when it is read");
		}
		else if (copy == null) {
			differ(at(owner, label, value), "it is read as null");
		}
		else if (TypeOutline.of(value.getClass()).kind() != Kind.VALUE) {
			this.rest.add(new Pair(at(owner, label, value), copy));
		}
		else if (value.getClass() != copy.getClass() || !value.equals(copy)) {
			differ(at(owner, label, value),
					(value.getClass() != copy.getClass()) ? "it is read as a " + nameOf(copy) : "what is read differs");
		}
	}

	private static Found at(Found owner, String label, Object value) {
		return new Found(value, label, owner);
	}

	private void differ(Found place, String how) {
		differ(new Difference(place, how, false));
	}

	private void differ(Difference difference) {
		if (this.difference == null) {
			this.difference = difference;
		}
	}

	private void compare(Found place, Object copy) {
		Object value = ObjectGraph.behind(place.object());
		if (value == copy) {
			return;
		}
		TypeOutline outline = TypeOutline.of(value.getClass());
		if (!Equivalence.mayStandFor(value, copy)) {
			differ(place, "it is read as a " + nameOf(copy));
			return;
		}
		if (!Equivalence.isSameInItself(outline.kind(), value, copy)) {
			differ(place, (outline.kind() == Kind.CLOSED) ? "it cannot be looked into, and is not known to be kept"
					: "what is read differs");
			return;
		}
		switch (outline.kind()) {
			case ARRAY -> compareInOrder(place, Arrays.asList((Object[]) value), Arrays.asList((Object[]) copy));
			case COLLECTION -> compareCollections(place, (Collection<?>) value, (Collection<?>) copy);
			case MAP -> compareMaps(place, (Map<?, ?>) value, (Map<?, ?>) copy);
			case ENTRY -> {
				part(place, "key", ((Map.Entry<?, ?>) value).getKey(), ((Map.Entry<?, ?>) copy).getKey());
				part(place, "value", ((Map.Entry<?, ?>) value).getValue(), ((Map.Entry<?, ?>) copy).getValue());
			}
			case OPTIONAL ->
				part(place, "value", ((Optional<?>) value).orElse(null), ((Optional<?>) copy).orElse(null));
			case PROXY -> differ(place, "it is a proxy");
			default -> {
				// It has fields at most
			}
		}
		for (Field field : outline.fields()) {
			compareField(place, field, value, copy);
		}
	}

	private void compareField(Found place, Field field, Object value, Object copy) {
		Object ours = TypeOutline.valueOf(field, value);
		Object theirs = TypeOutline.valueOf(field, copy);
		boolean opaque = Modifier.isTransient(field.getModifiers()) && ours != null && theirs != null
				&& ours.getClass() == theirs.getClass() && TypeOutline.of(ours.getClass()).kind() == Kind.CLOSED;
		if (Modifier.isTransient(field.getModifiers()) && ours != null && theirs == null) {
			differ(new Difference(at(place, field.getName(), ours), "it is transient, and read as null", true));
		}
		else if (!opaque) {
			part(place, field.getName(), ours, theirs);
		}
	}

	private boolean haveSameSize(Found place, int size, int copied) {
		if (size != copied) {
			differ(place, "it has a size of " + size + ", but of " + copied + " when it is read");
		}
		return size == copied;
	}

	private void compareCollections(Found place, Collection<?> value, Collection<?> copy) {
		if (value instanceof SortedSet<?> some && copy instanceof SortedSet<?> other) {
			part(place, "comparator", some.comparator(), other.comparator());
		}
		if (Equivalence.isOrdered(value)) {
			compareInOrder(place, value, copy);
		}
		else if (haveSameSize(place, value.size(), copy.size())) {
			match(place, value, copy, (index) -> "[" + index + "]");
		}
	}

	private void compareInOrder(Found place, Collection<?> value, Collection<?> copy) {
		if (!haveSameSize(place, value.size(), copy.size())) {
			return;
		}
		Iterator<?> others = copy.iterator();
		int index = 0;
		for (Object element : value) {
			part(place, "[" + index++ + "]", element, others.next());
		}
	}

	private void compareMaps(Found place, Map<?, ?> value, Map<?, ?> copy) {
		if (!haveSameSize(place, value.size(), copy.size())) {
			return;
		}
		if (value instanceof SortedMap<?, ?> some && copy instanceof SortedMap<?, ?> other) {
			part(place, "comparator", some.comparator(), other.comparator());
		}
		boolean ordered = Equivalence.isOrdered(value);
		Map<?, ?> keys = ordered ? Map.of()
				: match(place, value.keySet(), copy.keySet(), (index) -> "[key " + index + "]");
		Iterator<? extends Map.Entry<?, ?>> others = copy.entrySet().iterator();
		int index = 0;
		for (Map.Entry<?, ?> entry : value.entrySet()) {
			String label = ObjectGraph.label(entry.getKey(), index);
			if (ordered) {
				Map.Entry<?, ?> other = others.next();
				part(place, "[key " + index + "]", entry.getKey(), other.getKey());
				part(place, label, entry.getValue(), other.getValue());
			}
			else if (this.difference == null) {
				part(place, label, entry.getValue(), copy.get(keys.get(entry.getKey())));
			}
			index++;
		}
	}

	/**
	 * Compares what has no order: finds for each element the one that it became.
	 * @return the counterpart of each element
	 */
	private IdentityHashMap<Object, Object> match(Found place, Collection<?> value, Collection<?> copy,
			IntFunction<String> label) {
		IdentityHashMap<Object, Object> matches = new IdentityHashMap<>();
		Map<Object, Object> copies = new HashMap<>();
		copy.forEach((element) -> copies.put(element, element));
		List<Found> unmatched = new ArrayList<>();
		int index = 0;
		for (Object element : value) {
			Found found = at(place, label.apply(index++), (element != null) ? element : place.object());
			if (copies.containsKey(element)) {
				Object match = copies.remove(element);
				matches.put(element, match);
				part(place, found.label(), element, match);
			}
			else {
				unmatched.add(found);
			}
		}
		matchByParts(place, unmatched, new ArrayList<>(copies.values()), matches);
		return matches;
	}

	/**
	 * Matches elements that have no {@code equals}, by what they hold.
	 */
	private void matchByParts(Found place, List<Found> elements, List<Object> copies,
			IdentityHashMap<Object, Object> matches) {
		if (elements.size() > MAX_UNNAMED) {
			differ(place, "more than " + MAX_UNNAMED + " of its elements have no equals, so that nobody can tell which "
					+ "became which");
			return;
		}
		for (Found element : elements) {
			Object match = copies.stream().filter((candidate) -> isSame(element, candidate)).findFirst().orElse(null);
			if (match == null) {
				differ(element, "what is read has nothing like it");
				return;
			}
			copies.removeIf((candidate) -> candidate == match);
			matches.put(element.object(), match);
		}
	}

	private boolean isSame(Found element, Object candidate) {
		GraphComparison trial = new GraphComparison(this);
		trial.rest.add(new Pair(element, candidate));
		boolean same = trial.compareAll() == null;
		if (same) {
			trial.seen.forEach((key, originals) -> this.seen.merge(key, originals, GraphComparison::both));
		}
		return same;
	}

	/**
	 * The part in which an object is altered.
	 *
	 * @param place the part
	 * @param how the change, as the second half of a sentence
	 * @param isForgotten whether it is a transient field that is read as {@code null}
	 */
	record Difference(Found place, String how, boolean isForgotten) {

	}

	/**
	 * An object and its copy.
	 */
	private record Pair(Found original, Object copy) {

	}

}
