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

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A memory of the shapes of values that some serializers do not keep, so that they are
 * for a while not tried in vain again and again. Costs nothing for classes of which all
 * values were kept. Thread-safe.
 */
final class ShapeMemory {

	private static final int ENOUGH = 3;

	private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

	private static final int MAX_CLASSES = 100;

	private static final int MAX_SHAPES = 100;

	private final ConcurrentMap<Class<?>, ConcurrentMap<Set<Object>, Verdict>> verdicts = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	ShapeMemory(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Returns what is known of values of this shape, if several in a row fared alike and
	 * that is not long ago.
	 */
	@Nullable Verdict find(Object value) {
		Verdict verdict = last(value);
		return (verdict != null && verdict.times() >= ENOUGH
				&& (verdict.refusal() == null || verdict.refusal().isOfShape())) ? verdict : null;
	}

	/**
	 * Returns why the last value of this shape was refused, if that is not long ago.
	 */
	@Nullable UnkeptValueException lastRefusal(Object value) {
		Verdict verdict = last(value);
		return (verdict != null) ? verdict.refusal() : null;
	}

	private @Nullable Verdict last(Object value) {
		Map<Set<Object>, Verdict> shapes = this.verdicts.get(value.getClass());
		Verdict verdict = (shapes != null) ? shapes.get(ObjectGraph.shape(value)) : null;
		return (verdict != null && this.nanoTime.getAsLong() - verdict.until() < 0) ? verdict : null;
	}

	/**
	 * Takes note of how a value fared.
	 * @param value the value
	 * @param serializer the index of the serializer that kept it
	 * @param refusal the reason why none did, or {@code null}
	 */
	void note(Object value, int serializer, @Nullable UnkeptValueException refusal) {
		boolean preferred = serializer == 0 && refusal == null;
		ConcurrentMap<Set<Object>, Verdict> shapes = this.verdicts.get(value.getClass());
		if (shapes == null) {
			if (preferred || this.verdicts.size() >= MAX_CLASSES) {
				return;
			}
			shapes = this.verdicts.computeIfAbsent(value.getClass(), (type) -> new ConcurrentHashMap<>());
		}
		Set<Object> shape = ObjectGraph.shape(value);
		if (preferred) {
			shapes.remove(shape);
			return;
		}
		if (shapes.size() >= MAX_SHAPES) {
			shapes.clear();
		}
		long until = this.nanoTime.getAsLong() + KEPT_NANOS;
		shapes.merge(shape, new Verdict(serializer, refusal, 1, until), Verdict::and);
	}

	/**
	 * The fate of values of one shape.
	 *
	 * @param serializer the index of the serializer that kept them
	 * @param refusal the reason why none did, or {@code null}
	 * @param times the number of those in a row that fared so
	 * @param until the time the other serializers are tried again, as
	 * {@code System.nanoTime}
	 */
	record Verdict(int serializer, @Nullable UnkeptValueException refusal, int times, long until) {

		private Verdict and(Verdict next) {
			boolean same = next.serializer == this.serializer && (next.refusal != null) == (this.refusal != null);
			return same ? new Verdict(next.serializer, next.refusal, this.times + 1, next.until) : next;
		}

	}

}
