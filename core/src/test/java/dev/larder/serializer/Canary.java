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

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Notices when any of its code runs. It is not on the allow-list of any test.
 */
class Canary implements Serializable, Comparable<Canary> {

	private static final long serialVersionUID = 1;

	private @Nullable Object content;

	Canary() {
		CanaryAlarm.RUNS.incrementAndGet();
	}

	public @Nullable Object getContent() {
		return this.content;
	}

	public void setContent(@Nullable Object content) {
		CanaryAlarm.RUNS.incrementAndGet();
		this.content = content;
	}

	private void readObject(ObjectInputStream stream) {
		CanaryAlarm.RUNS.incrementAndGet();
	}

	private Object readResolve() {
		CanaryAlarm.RUNS.incrementAndGet();
		return this;
	}

	@Override
	public int compareTo(Canary other) {
		CanaryAlarm.RUNS.incrementAndGet();
		return 0;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		CanaryAlarm.RUNS.incrementAndGet();
		return this == other;
	}

	@Override
	public int hashCode() {
		CanaryAlarm.RUNS.incrementAndGet();
		return 1;
	}

	/**
	 * How often code of a canary ran.
	 */
	static final class CanaryAlarm {

		static final AtomicInteger RUNS = new AtomicInteger();

		private CanaryAlarm() {
		}

	}

}
