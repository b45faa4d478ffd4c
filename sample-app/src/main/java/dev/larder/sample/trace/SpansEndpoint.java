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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/**
 * Shows the latest spans at {@code /actuator/spans}, and those of one request below it.
 */
@Component
@Endpoint(id = "spans")
class SpansEndpoint {

	private final RecentSpans spans;

	SpansEndpoint(RecentSpans spans) {
		this.spans = spans;
	}

	@ReadOperation
	List<RecordedSpan> latest() {
		return this.spans.latest();
	}

	@ReadOperation
	@Nullable List<RecordedSpan> ofTrace(@Selector String traceId) {
		List<RecordedSpan> spans = this.spans.ofTrace(traceId);
		return spans.isEmpty() ? null : spans;
	}

}
