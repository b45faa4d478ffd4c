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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended.
 *
 * @param traceId the trace that it is part of, which is one for each request
 * @param id the span
 * @param parentId the span it is below, or {@code null} if it is the first of its trace
 * @param name what was done
 * @param startedAt when it began
 * @param milliseconds how long it took
 * @param attributes more of what was done
 */
record RecordedSpan(String traceId, String id, @Nullable String parentId, String name, Instant startedAt,
		double milliseconds, Map<String, String> attributes) {

	private static final double NANOS_PER_MILLI = 1_000_000;

	static RecordedSpan of(SpanData span) {
		Map<String, String> attributes = new TreeMap<>();
		span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
		boolean first = !span.getParentSpanContext().isValid();
		return new RecordedSpan(span.getTraceId(), span.getSpanId(), first ? null : span.getParentSpanId(),
				span.getName(), Instant.EPOCH.plus(Duration.ofNanos(span.getStartEpochNanos())),
				(span.getEndEpochNanos() - span.getStartEpochNanos()) / NANOS_PER_MILLI, attributes);
	}

}
