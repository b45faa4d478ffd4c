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
package dev.larder.benchmarks.outage;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls one thread has made. Thread-safe, as that thread may hang in a call when
 * another wants to know.
 */
final class CallLog {

	private final List<Call> calls = new ArrayList<>();

	private boolean underWay;

	private long start;

	/**
	 * Notes that a call begins.
	 */
	synchronized void begin(long now) {
		this.underWay = true;
		this.start = now;
	}

	/**
	 * Notes that the call has ended.
	 */
	synchronized void end(long now, CallResult result) {
		this.underWay = false;
		this.calls.add(new Call(this.start, now, result));
	}

	/**
	 * Returns the calls that ended since some time, and the one that is under way.
	 */
	synchronized List<Call> since(long from, long now) {
		int first = this.calls.size();
		while (first > 0 && this.calls.get(first - 1).end() >= from) {
			first--;
		}
		List<Call> recent = new ArrayList<>(this.calls.subList(first, this.calls.size()));
		if (this.underWay) {
			recent.add(new Call(this.start, now, CallResult.UNDER_WAY));
		}
		return recent;
	}

}
