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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

	private final AuditEvents events;

	private final JsonMapper jsonMapper;

	AuditEventController(AuditEvents events, JsonMapper jsonMapper) {
		this.events = events;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping
	AuditEventPage events(@RequestParam(required = false) @Nullable String principal,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable Instant after,
			@RequestParam(required = false) @Nullable Instant before,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "100") int limit) {
		return this.events.find(new AuditQuery(principal, type, after, before), cursor, limit);
	}

	/**
	 * Exports events, one JSON object a line.
	 */
	@GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
	ResponseEntity<StreamingResponseBody> export(@RequestParam(required = false) @Nullable String principal,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable Instant after,
			@RequestParam(required = false) @Nullable Instant before) {
		this.events.requireUnlimitedScope();
		AuditQuery query = new AuditQuery(principal, type, after, before);
		StreamingResponseBody body = (output) -> this.events.forEach(query, (event) -> {
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

}
