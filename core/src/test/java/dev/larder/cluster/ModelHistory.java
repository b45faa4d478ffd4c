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
package dev.larder.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What happened lately, for the message of a failure. Thread-safe.
 */
final class ModelHistory {

	private static final int MAX_EVENTS = 400;

	private final Deque<Event> events = new ArrayDeque<>();

	private final long start = System.nanoTime();

	void add(Supplier<String> what) {
		Event event = new Event(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - this.start), what.get());
		synchronized (this) {
			if (this.events.size() == MAX_EVENTS) {
				this.events.removeFirst();
			}
			this.events.add(event);
		}
	}

	@Override
	public synchronized String toString() {
		return this.events.stream().map(Event::toString).collect(Collectors.joining("\n"));
	}

	/**
	 * Something that happened.
	 *
	 * @param micros when, in microseconds since the history began
	 * @param what what
	 */
	private record Event(long micros, String what) {

		@Override
		public String toString() {
			return this.micros + " " + this.what;
		}

	}

}
