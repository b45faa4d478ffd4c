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

package dev.larder.admin.overview;

import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.stream.EventStreams;
import io.swagger.v3.oas.annotations.Operation;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Shows warnings, and everything at a glance. Nobody is asked for it: it is from the last
 * time that all were.
 */
@RestController
@RequestMapping(path = "/api/{version}", version = "v1")
class OverviewController {

	private final OverviewService service;

	private final HistoryReader history;

	private final WarningStore warnings;

	private final EventStreams streams;

	OverviewController(OverviewService service, HistoryReader history, WarningStore warnings, EventStreams streams) {
		this.service = service;
		this.history = history;
		this.warnings = warnings;
		this.streams = streams;
	}

	@GetMapping("/warnings")
	@Operation(summary = "What there is to warn of")
	ResponseEntity<WarningList> warnings() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache().cachePrivate())
			.body(new WarningList(this.history.polledAt(), this.warnings.findAll()));
	}

	@GetMapping("/overview")
	@Operation(summary = "Everything at a glance", description = "The hit ratio of clusters leaves out the reads"
			+ " by which instances learn of changes, as far as the instances tell how many they are.")
	Overview overview() {
		return this.service.overview();
	}

	@GetMapping(path = "/overview/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "Tells each time that servers and instances were asked")
	ResponseEntity<SseEmitter> events(Authentication user) {
		return this.streams.open(user, new PollEvents(this.history));
	}

}
