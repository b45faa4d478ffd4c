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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.store.Cursors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Shows the audit events.
 */
@RestController
@RequestMapping(path = "/api/{version}/audit-events", version = "v1")
class AuditEventController {

	private static final String CURSOR = "audit-events";

	private static final int MAX_PAGE_SIZE = 500;

	private final AuditEventStore store;

	private final Cursors cursors;

	private final JsonMapper jsonMapper;

	private final CurrentScope scope;

	AuditEventController(AuditEventStore store, Cursors cursors, JsonMapper jsonMapper, CurrentScope scope) {
		this.scope = scope;
		this.store = store;
		this.cursors = cursors;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping
	AuditEventPage events(@RequestParam(required = false) @Nullable String principal,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable Instant after,
			@RequestParam(required = false) @Nullable Instant before,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "100") int limit) {
		requireUnlimitedScope();
		int size = Math.max(1, Math.min(limit, MAX_PAGE_SIZE));
		Long position = (cursor != null) ? Long.valueOf(this.cursors.read(CURSOR, cursor)) : null;
		List<AuditEventView> events = this.store.find(new AuditQuery(principal, type, after, before), position,
				size + 1);
		if (events.size() <= size) {
			return new AuditEventPage(events, null);
		}
		List<AuditEventView> page = events.subList(0, size);
		return new AuditEventPage(page, this.cursors.write(CURSOR, String.valueOf(page.get(size - 1).id())));
	}

	/**
	 * Exports events, one JSON object a line.
	 */
	@GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
	ResponseEntity<StreamingResponseBody> export(@RequestParam(required = false) @Nullable String principal,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable Instant after,
			@RequestParam(required = false) @Nullable Instant before) {
		requireUnlimitedScope();
		AuditQuery query = new AuditQuery(principal, type, after, before);
		StreamingResponseBody body = (output) -> this.store.forEach(query, (event) -> {
			try {
				output.write((this.jsonMapper.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_NDJSON)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("audit-events.ndjson").build().toString())
			.body(body);
	}

	/**
	 * A trail with gaps is of no use, and one without tells of everything.
	 */
	private void requireUnlimitedScope() {
		if (!this.scope.get().isUnlimited()) {
			throw new AccessDeniedException("This needs rights to all clusters and applications");
		}
	}

}
