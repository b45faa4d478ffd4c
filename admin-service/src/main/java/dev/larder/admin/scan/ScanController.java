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

package dev.larder.admin.scan;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.larder.admin.store.Cursors;
import dev.larder.admin.store.PageSize;
import dev.larder.admin.stream.EventStreams;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Scans clusters, and shows what was found.
 */
@RestController
@RequestMapping(path = "/api/{version}", version = "v1")
class ScanController {

	private static final int MAX_PAGE_SIZE = 1000;

	private static final int EXPORT_PAGE_SIZE = 500;

	private final ScanService service;

	private final Cursors cursors;

	private final JsonMapper jsonMapper;

	private final EventStreams streams;

	ScanController(ScanService service, Cursors cursors, JsonMapper jsonMapper, EventStreams streams) {
		this.service = service;
		this.cursors = cursors;
		this.jsonMapper = jsonMapper;
		this.streams = streams;
	}

	@PostMapping(path = "/clusters/{cluster}/scans", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ScanView> scan(@PathVariable String version, @PathVariable String cluster,
			@Valid @RequestBody ScanRequest request, Authentication user) {
		Scan scan = this.service.start(cluster, request, user);
		return ResponseEntity.accepted()
			.location(URI.create("/api/" + version + "/scans/" + scan.id()))
			.body(scan.view());
	}

	@GetMapping("/scans")
	ScanList scans() {
		return new ScanList(this.service.newestFirst().stream().map(Scan::view).toList());
	}

	@GetMapping("/scans/{id}")
	ResponseEntity<ScanView> scan(@PathVariable String id) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.service.find(id).view());
	}

	@GetMapping(path = "/scans/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events(@PathVariable String id, Authentication user) {
		return this.streams.open(user, new ScanEvents(this.service.find(id)));
	}

	@PostMapping("/scans/{id}/cancellations")
	ScanView cancel(@PathVariable String id) {
		Scan scan = this.service.find(id);
		scan.cancel();
		return scan.view();
	}

	@GetMapping("/scans/{id}/tree")
	@Operation(summary = "A level of the tree of keys",
			description = "Nodes have numbers, so that no part of a key is in a URL; 0 is the root")
	ResponseEntity<KeyLevel> tree(@PathVariable String id, @RequestParam(defaultValue = "0") int node,
			@RequestParam(defaultValue = "ITEM_BYTES") KeyLevel.Sort sort) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.service.find(id).tree().open(node, sort));
	}

	@GetMapping("/scans/{id}/keys")
	ResponseEntity<KeyPage> keys(@PathVariable String id, @RequestParam(defaultValue = "0") int node,
			@RequestParam(required = false) @Nullable Boolean unreachable,
			@RequestParam(required = false) @Nullable String server,
			@RequestParam(required = false) @Nullable Boolean fetched,
			@RequestParam(defaultValue = "FOUND") KeyQuery.Sort sort,
			@RequestParam(defaultValue = "false") boolean descending,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "100") int limit) {
		KeyQuery query = new KeyQuery(node, unreachable, server, fetched, sort, descending);
		String list = "scan " + id + " " + query;
		int from = (cursor != null) ? Integer.parseInt(this.cursors.read(list, cursor)) : 0;
		int size = PageSize.of(limit, MAX_PAGE_SIZE);
		KeyTree.Keys page = this.service.find(id).tree().keys(query, from, size);
		int end = from + page.items().size();
		String next = (end < page.count()) ? this.cursors.write(list, String.valueOf(end)) : null;
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new KeyPage(page.items(), next));
	}

	@GetMapping(path = "/scans/{id}/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
	ResponseEntity<StreamingResponseBody> export(@PathVariable String id) {
		return export(id, MediaType.APPLICATION_NDJSON, "keys.ndjson", "",
				(key) -> this.jsonMapper.writeValueAsString(key));
	}

	@GetMapping(path = "/scans/{id}/export.csv", produces = "text/csv")
	ResponseEntity<StreamingResponseBody> exportCsv(@PathVariable String id) {
		return export(id, new MediaType("text", "csv", StandardCharsets.UTF_8), "keys.csv", CsvLine.HEADER + "\r\n",
				(key) -> CsvLine.of(key) + "\r");
	}

	private ResponseEntity<StreamingResponseBody> export(String id, MediaType type, String file, String header,
			LineWriter writer) {
		ScanFindings findings = this.service.find(id).findings();
		StreamingResponseBody body = (output) -> {
			output.write(header.getBytes(StandardCharsets.UTF_8));
			int from = 0;
			for (List<ScannedKey> page = findings.keys(from, EXPORT_PAGE_SIZE); !page.isEmpty(); page = findings
				.keys(from, EXPORT_PAGE_SIZE)) {
				for (ScannedKey key : page) {
					output.write((writer.line(key) + "\n").getBytes(StandardCharsets.UTF_8));
				}
				from += page.size();
			}
		};
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file).build().toString())
			.body(body);
	}

	/**
	 * Scans.
	 *
	 * @param items the scans, newest first
	 */
	record ScanList(List<ScanView> items) {

	}

	/**
	 * Keys that were found.
	 *
	 * @param items the keys
	 * @param next what to give as {@code cursor} to get more, or {@code null} if there
	 * are none
	 */
	record KeyPage(List<ScannedKey> items, @Nullable String next) {

	}

	/**
	 * Writes a key as a line.
	 */
	private interface LineWriter {

		String line(ScannedKey key) throws IOException;

	}

}
