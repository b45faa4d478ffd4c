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
package dev.larder.admin.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the audit events.
 */
@RestController
@RequestMapping(path = "/api/{version}/audit-events", version = "v1")
class AuditEventController {

	private final AuditEventRepository repository;

	AuditEventController(AuditEventRepository repository) {
		this.repository = repository;
	}

	@GetMapping
	AuditEventPage events(@RequestParam(required = false) @Nullable String principal,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable Instant after) {
		List<AuditEvent> events = new ArrayList<>(this.repository.find(principal, after, type));
		Collections.reverse(events);
		return new AuditEventPage(events.stream().map(AuditEventView::of).toList());
	}

}
