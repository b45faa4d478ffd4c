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
package dev.larder.serializer;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Finds out whether values survive a serializer: the first few of every type are read
 * back and compared with the original. A type of which one value did not survive is
 * refused from then on. Never throws. Thread-safe.
 */
public final class FidelityCheck {

	private static final int SAMPLES = 3;

	private static final int MAX_TYPES = 1000;

	private final ValueSerializer serializer;

	private final ConcurrentMap<Class<?>, AtomicInteger> samples = new ConcurrentHashMap<>();

	private final ConcurrentMap<Class<?>, Fidelity> altered = new ConcurrentHashMap<>();

	public FidelityCheck(ValueSerializer serializer) {
		Assert.notNull(serializer, "'serializer' must not be null");
		this.serializer = serializer;
	}

	/**
	 * Checks a value that is about to be stored. Costs next to nothing once enough values
	 * of its type have been seen.
	 * @param value the value
	 * @return whether it survives, and if not, why
	 */
	public Fidelity check(Object value) {
		Class<?> type = value.getClass();
		Fidelity known = this.altered.get(type);
		if (known != null) {
			return known;
		}
		if (!isSample(type)) {
			return Fidelity.SURVIVES;
		}
		String difference = difference(value);
		if (difference == null) {
			return Fidelity.SURVIVES;
		}
		Fidelity found = new Fidelity(
				"Values of type " + type.getName() + " do not survive the serializer: " + difference);
		Fidelity first = this.altered.putIfAbsent(type, found);
		return (first != null) ? first : found;
	}

	private boolean isSample(Class<?> type) {
		AtomicInteger count = this.samples.get(type);
		if (count == null) {
			if (this.samples.size() >= MAX_TYPES) {
				return false;
			}
			count = this.samples.computeIfAbsent(type, (key) -> new AtomicInteger());
		}
		return count.get() < SAMPLES && count.getAndIncrement() < SAMPLES;
	}

	/**
	 * What the value's own methods throw is a difference, too.
	 */
	private @Nullable String difference(Object value) {
		try {
			byte[] data = this.serializer.serialize(value);
			Object copy = this.serializer.deserialize(data);
			return isSame(value, copy, data) ? null : describe(value, copy);
		}
		catch (SerializationException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (Exception | StackOverflowError | LinkageError | AssertionError ex) {
			return ex.toString();
		}
	}

	private boolean isSame(Object value, Object copy, byte[] data) {
		if (value.getClass() != copy.getClass() && !isInterchangeable(value, copy)) {
			return false;
		}
		return switch (Likeness.of(value, copy)) {
			case EQUAL -> true;
			case UNKNOWN -> Arrays.equals(data, this.serializer.serialize(copy));
			case DIFFERENT -> false;
		};
	}

	/**
	 * One list of the JDK may stand for another. Whoever gets a type of their own back as
	 * one of the JDK's fails at the next cast.
	 */
	private static boolean isInterchangeable(Object value, Object copy) {
		return (value instanceof Collection<?> || value instanceof Map<?, ?>)
				&& copy.getClass().getName().startsWith("java.util.")
				&& (value.getClass().getName().startsWith("java.util.")
						|| value.getClass().getName().startsWith("org.hibernate.collection."));
	}

	private static String describe(Object value, Object copy) {
		return (value.getClass() == copy.getClass()) ? "what is read is not equal to what was written"
				: "what is read is a " + copy.getClass().getName();
	}

}
