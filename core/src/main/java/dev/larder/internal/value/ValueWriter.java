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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import dev.larder.internal.value.GraphComparison.Difference;
import dev.larder.internal.value.ObjectGraph.Found;
import dev.larder.internal.value.ShapeMemory.Verdict;
import dev.larder.internal.value.UnkeptValueException.Failure;

/**
 * Writes values with the first of several serializers that gives them back unaltered.
 * Every value is read back and compared, field by field, before it is handed out. Nothing
 * that an entity has not loaded is loaded by that. Thread-safe.
 */
public final class ValueWriter {

	/**
	 * Serializers go into a value as deep as it is nested, and those of the JDK and Fory
	 * find out too late, and slowly, that they cannot.
	 */
	private static final int MAX_DEPTH = 500;

	private final Map<String, ? extends ValueSerializer> serializers;

	private final List<String> names;

	private final boolean checking;

	private final boolean lazyPossible;

	private final ShapeMemory memory;

	/**
	 * Creates a writer.
	 * @param serializers the serializers by name, in order of preference
	 */
	public ValueWriter(Map<String, ? extends ValueSerializer> serializers) {
		this(serializers, true, ClassUtils.isPresent("org.hibernate.Hibernate", ClassUtils.getDefaultClassLoader()),
				System::nanoTime);
	}

	ValueWriter(Map<String, ? extends ValueSerializer> serializers, boolean checking, boolean lazyPossible,
			LongSupplier nanoTime) {
		Assert.notEmpty(serializers, "'serializers' must not be empty");
		this.serializers = serializers;
		this.names = List.copyOf(serializers.keySet());
		this.checking = checking;
		this.lazyPossible = lazyPossible;
		this.memory = new ShapeMemory(nanoTime);
	}

	/**
	 * Creates a writer that uses a serializer without looking at what becomes of values.
	 * @param serializer the serializer
	 * @return the writer
	 */
	public static ValueWriter trusting(ValueSerializer serializer) {
		Assert.notNull(serializer, "'serializer' must not be null");
		return new ValueWriter(Map.of("", serializer), false, false, System::nanoTime);
	}

	/**
	 * Returns the serializers.
	 * @return the serializers in order of preference
	 */
	public List<ValueSerializer> serializers() {
		return this.names.stream().map(this::serializer).toList();
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return its bytes, and which serializer reads them
	 * @throws UnkeptValueException if no serializer gives it back as it was
	 */
	public WrittenValue write(Object value) {
		if (!this.checking) {
			ValueSerializer serializer = serializer(this.names.get(0));
			return new WrittenValue(serializer, serializer.serialize(value));
		}
		try {
			Verdict verdict = this.memory.find(value);
			if (verdict != null && verdict.refusal() != null) {
				throw verdict.refusal();
			}
			return write(value, (verdict != null) ? verdict.serializer() : 0);
		}
		catch (UnkeptValueException ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			// Such as a collection that another thread changes while it is looked into
			throw UnkeptValueException.of(value, List.of(new Failure("Larder", ObjectGraph.whole(value), null, ex)));
		}
	}

	/**
	 * Tries the serializers, those before the first at last.
	 */
	private WrittenValue write(Object value, int first) {
		Found unloaded = this.lazyPossible ? ObjectGraph.find(value, ObjectGraph::isUnloaded) : null;
		if (unloaded != null) {
			throw UnkeptValueException.unloaded(value, unloaded);
		}
		Map<String, Attempt> attempts = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			int index = (first + i) % this.names.size();
			Attempt attempt = attempt(this.names.get(index), value, i > 0);
			if (attempt.written() != null) {
				this.memory.note(value, index, null);
				return attempt.written();
			}
			attempts.put(this.names.get(index), attempt);
		}
		// To find what is to blame takes many times as long as to write the value
		UnkeptValueException known = this.memory.lastRefusal(value);
		UnkeptValueException refusal = (known != null) ? known : explained(value, attempts);
		if (refusal.isLasting()) {
			this.memory.note(value, 0, refusal);
		}
		throw refusal;
	}

	@SuppressWarnings("CatchingUnchecked") // foreign code may throw anything
	private Attempt attempt(String name, Object value, boolean another) {
		ValueSerializer serializer = serializer(name);
		try {
			if ((another || serializer.format() == JdkSerializer.FORMAT)
					&& ObjectGraph.isDeeperThan(value, MAX_DEPTH)) {
				throw SerializationException.beyondBound("It is nested more than " + MAX_DEPTH + " levels deep", null);
			}
			byte[] data = serializer.serialize(value);
			Object copy = serializer.deserialize(data);
			Difference difference = GraphComparison.find(value, copy);
			if (difference != null && difference.isForgotten()) {
				// Such as a view of a map, which writing may be the first to ask for
				byte[] unused = serializer.serialize(copy);
				difference = GraphComparison.find(value, copy);
			}
			return (difference != null) ? new Attempt(null, difference, null)
					: new Attempt(new WrittenValue(serializer, data), null, null);
		}
		catch (Exception | StackOverflowError | LinkageError | AssertionError ex) {
			return new Attempt(null, null, ex);
		}
	}

	/**
	 * What is altered has been found already; what cannot be written or read is searched
	 * for the part that is to blame.
	 */
	private UnkeptValueException explained(Object value, Map<String, Attempt> attempts) {
		List<Failure> failures = new ArrayList<>();
		attempts.forEach((name, attempt) -> failures.add(explained(name, value, attempt)));
		return UnkeptValueException.of(value, failures);
	}

	private Failure explained(String name, Object value, Attempt attempt) {
		if (attempt.difference() != null) {
			return new Failure(name, attempt.difference().place(), attempt.difference().how(), null);
		}
		Throwable thrown = Objects.requireNonNull(attempt.thrown());
		if (!Failure.isLasting(thrown) || Failure.isBeyondBound(thrown)) {
			return new Failure(name, ObjectGraph.whole(value), null, thrown);
		}
		Throwable[] last = { thrown };
		Found blamed = BlameSearch.in(value, (part) -> {
			Attempt trial = attempt(name, part, false);
			if (trial.thrown() != null) {
				last[0] = trial.thrown();
			}
			return trial.written() == null;
		});
		return new Failure(name, blamed, null, last[0]);
	}

	private ValueSerializer serializer(String name) {
		ValueSerializer serializer = this.serializers.get(name);
		Assert.state(serializer != null, "Every name has a serializer");
		return serializer;
	}

	/**
	 * The outcome of a value in one serializer.
	 */
	private record Attempt(@Nullable WrittenValue written, @Nullable Difference difference,
			@Nullable Throwable thrown) {

	}

	/**
	 * A value as bytes.
	 *
	 * @param serializer the serializer that wrote it, and reads it
	 * @param data the bytes
	 */
	@SuppressWarnings("ArrayRecordComponent") // handed on at once, and never compared
	public record WrittenValue(ValueSerializer serializer, byte[] data) {

	}

}
