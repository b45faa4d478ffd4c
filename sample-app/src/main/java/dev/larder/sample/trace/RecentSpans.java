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
package dev.larder.sample.trace;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

import org.springframework.stereotype.Component;

/** Remembers the latest spans. A real application would send them to a collector. */
@Component
class RecentSpans implements SpanProcessor {

	static final int CAPACITY = 500;

	private final Deque<RecordedSpan> spans = new ArrayDeque<>(CAPACITY);

	@Override
	public boolean isStartRequired() {
		return false;
	}

	@Override
	public void onStart(Context parent, ReadWriteSpan span) {
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		RecordedSpan recorded = RecordedSpan.of(span.toSpanData());
		synchronized (this.spans) {
			if (this.spans.size() == CAPACITY) {
				this.spans.removeLast();
			}
			this.spans.addFirst(recorded);
		}
	}

	/** Returns all that are remembered, the latest first. */
	List<RecordedSpan> latest() {
		synchronized (this.spans) {
			return List.copyOf(this.spans);
		}
	}

	/** Returns those of a trace, as they began. */
	List<RecordedSpan> ofTrace(String traceId) {
		return latest().stream()
			.filter((span) -> span.traceId().equals(traceId))
			.sorted(Comparator.comparing(RecordedSpan::startedAt))
			.toList();
	}

}
