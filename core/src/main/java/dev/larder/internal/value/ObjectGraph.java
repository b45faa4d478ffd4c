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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import dev.larder.internal.lazy.LazyValues;
import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.value.TypeOutline.Kind;

/**
 * Goes through an object and all that hangs on it, without calling any code of theirs but
 * that of the JDK's collections.
 */
final class ObjectGraph {

	private static final int MAX_SHAPE = 2000;

	/**
	 * The number of steps of a path that are named at its beginning, and at its end.
	 */
	private static final int MAX_STEPS = 8;

	private ObjectGraph() {
	}

	/**
	 * Returns what kinds of objects there are, and where, but not how many: a list of ten
	 * orders has the same shape as one of two. Of a large graph it is the shape of the
	 * beginning.
	 */
	static Set<Object> shape(Object root) {
		Set<Object> shape = new HashSet<>();
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> rest = new ArrayDeque<>();
		rest.add(root);
		shape.add(root.getClass());
		while (!rest.isEmpty() && seen.size() < MAX_SHAPE) {
			Object owner = rest.remove();
			if (seen.add(owner) && !isUnloaded(owner)) {
				comparatorOf(owner).ifPresent(
						(comparator) -> shape.add(new Place(owner.getClass(), "comparator", comparator.getClass())));
				forEachPart(owner, (label, part) -> {
					String place = label.startsWith("[") ? "[]" : label;
					shape.add(new Place(owner.getClass(), place, part.getClass()));
					if (rest.size() < MAX_SHAPE && TypeOutline.of(part.getClass()).kind() != Kind.VALUE) {
						rest.add(part);
					}
				});
			}
		}
		return shape;
	}

	private static Optional<Comparator<?>> comparatorOf(Object owner) {
		if (owner instanceof SortedMap<?, ?> map) {
			return Optional.ofNullable(map.comparator());
		}
		return (owner instanceof SortedSet<?> set) ? Optional.ofNullable(set.comparator()) : Optional.empty();
	}

	/**
	 * Returns whether objects hang on each other in a longer row than given.
	 */
	static boolean isDeeperThan(Object root, int depth) {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Level> rest = new ArrayDeque<>();
		rest.push(new Level(root, 1));
		while (!rest.isEmpty()) {
			Level next = rest.pop();
			if (next.depth() > depth) {
				return true;
			}
			if (seen.add(next.object()) && !isUnloaded(next.object())) {
				forEachPart(next.object(), (label, part) -> {
					if (TypeOutline.of(part.getClass()).kind() != Kind.VALUE) {
						rest.push(new Level(part, next.depth() + 1));
					}
				});
			}
		}
		return false;
	}

	/**
	 * Returns whether an object, or a part of it, would have to be loaded to be looked
	 * into.
	 */
	static boolean isUnloaded(Object object) {
		if (!LazyValues.concern(object.getClass())) {
			return false;
		}
		try {
			LazyValues.unwrap(object);
			return false;
		}
		catch (SerializationException ex) {
			return true;
		}
	}

	/**
	 * Returns the object that one stands for, usually itself.
	 */
	static Object behind(Object object) {
		return LazyValues.concern(object.getClass()) ? LazyValues.unwrap(object) : object;
	}

	/**
	 * Returns an object as the beginning of a path.
	 */
	static Found whole(Object root) {
		return new Found(root, TypeOutline.rootName(root), null);
	}

	/**
	 * Returns the first object for which something is true, breadth first.
	 */
	static @Nullable Found find(Object root, Predicate<Object> wanted) {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Found> rest = new ArrayDeque<>();
		rest.add(whole(root));
		while (!rest.isEmpty()) {
			Found next = rest.remove();
			if (wanted.test(next.object())) {
				return next;
			}
			// What has to be loaded is not looked into
			if (seen.add(next.object()) && !isUnloaded(next.object())) {
				forEachPart(next.object(), (label, part) -> {
					if (TypeOutline.of(part.getClass()).kind() != Kind.VALUE) {
						rest.add(new Found(part, label, next));
					}
				});
			}
		}
		return null;
	}

	/**
	 * Hands the objects that an object is made of, and their labels, to an action.
	 */
	static void forEachPart(Object object, BiConsumer<String, Object> action) {
		Object owner = behind(object);
		TypeOutline outline = TypeOutline.of(owner.getClass());
		switch (outline.kind()) {
			case ARRAY -> forEachElement(Arrays.asList((Object[]) owner), action);
			case COLLECTION -> forEachElement((Collection<?>) owner, action);
			case MAP -> forEachEntry((Map<?, ?>) owner, action);
			case ENTRY -> {
				tell("key", ((Map.Entry<?, ?>) owner).getKey(), action);
				tell("value", ((Map.Entry<?, ?>) owner).getValue(), action);
			}
			case OPTIONAL -> tell("value", ((Optional<?>) owner).orElse(null), action);
			default -> {
				// It has fields at most
			}
		}
		for (Field field : outline.fields()) {
			if (!field.getType().isPrimitive()) {
				tell(field.getName(), TypeOutline.valueOf(field, owner), action);
			}
		}
	}

	private static void forEachElement(Collection<?> elements, BiConsumer<String, Object> action) {
		int index = 0;
		for (Object element : elements) {
			if (element != null) {
				action.accept("[" + index + "]", element);
			}
			index++;
		}
	}

	private static void forEachEntry(Map<?, ?> map, BiConsumer<String, Object> action) {
		int index = 0;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (entry.getKey() != null) {
				action.accept("[key " + index + "]", entry.getKey());
			}
			if (entry.getValue() != null) {
				action.accept(label(entry.getKey(), index), entry.getValue());
			}
			index++;
		}
	}

	/**
	 * Returns how a path names the value of a map.
	 */
	static String label(@Nullable Object key, int index) {
		return (key instanceof String text && text.length() <= 40) ? "[" + text.replace(']', ')') + "]"
				: "[" + index + "]";
	}

	private static void tell(String label, @Nullable Object part, BiConsumer<String, Object> action) {
		if (part != null) {
			action.accept(label, part);
		}
	}

	/**
	 * An object, and where it was found.
	 */
	record Found(Object object, String label, @Nullable Found owner) {

		boolean isCycle() {
			for (Found above = this.owner; above != null; above = above.owner()) {
				if (above.object() == this.object) {
					return true;
				}
			}
			return false;
		}

		String path() {
			List<String> steps = new ArrayList<>();
			for (Found step = this; step != null; step = step.owner()) {
				boolean named = step.owner() != null && !step.label().startsWith("[");
				steps.add(0, named ? "." + step.label() : step.label());
			}
			if (steps.size() > 2 * MAX_STEPS) {
				steps.subList(MAX_STEPS, steps.size() - MAX_STEPS).clear();
				steps.add(MAX_STEPS, " ... ");
			}
			return String.join("", steps);
		}

	}

	/**
	 * An object, and how many lead to it.
	 */
	private record Level(Object object, int depth) {

	}

	/**
	 * A place in a shape.
	 */
	private record Place(Class<?> owner, String label, Class<?> type) {

	}

}
