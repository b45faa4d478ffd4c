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

package dev.larder.admin.hotkeys;

import java.net.URI;
import java.time.Duration;

import dev.larder.admin.stream.EventSource;
import dev.larder.admin.stream.EventStreams;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
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

/**
 * Watches which keys of a server are read most.
 */
@RestController
@RequestMapping(path = "/api/{version}", version = "v1")
class HotKeyController {

	private final HotKeyService service;

	private final EventStreams streams;

	HotKeyController(HotKeyService service, EventStreams streams) {
		this.service = service;
		this.streams = streams;
	}

	@PostMapping(path = "/clusters/{cluster}/servers/{server}/hot-key-watches",
			consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<HotKeyView> watch(@PathVariable String version, @PathVariable String cluster,
			@PathVariable String server, @Valid @RequestBody WatchRequest request, Authentication user) {
		HotKeyWatch watch = this.service.start(cluster, server, request.time(), user);
		return ResponseEntity.accepted()
			.location(URI.create("/api/" + version + "/hot-key-watches/" + watch.id()))
			.cacheControl(CacheControl.noStore())
			.body(watch.view(0, HotKeyQuery.USUAL));
	}

	@GetMapping("/hot-key-watches/{id}")
	ResponseEntity<HotKeyView> watch(@PathVariable String id, @RequestParam(defaultValue = "false") boolean own,
			@RequestParam(defaultValue = "GETS") HotKeyQuery.Sort sort) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.service.find(id).view(0, new HotKeyQuery(own, sort)));
	}

	@PostMapping("/hot-key-watches/{id}/cancellations")
	ResponseEntity<HotKeyView> cancel(@PathVariable String id) {
		HotKeyWatch watch = this.service.find(id);
		watch.cancel();
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(watch.view(0, HotKeyQuery.USUAL));
	}

	@GetMapping(path = "/hot-key-watches/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events(@PathVariable String id, @RequestParam(defaultValue = "false") boolean own,
			Authentication user) {
		return this.streams.open(user,
				new WatchEvents(this.service.find(id), new HotKeyQuery(own, HotKeyQuery.Sort.GETS)));
	}

	/**
	 * How to watch.
	 *
	 * @param seconds how long, ten if left out
	 */
	record WatchRequest(@Nullable @Min(1) @Max(30) Integer seconds) {

		Duration time() {
			return Duration.ofSeconds((this.seconds != null) ? this.seconds : 10);
		}

	}

	/**
	 * Tells what is seen, each read of the tail once.
	 */
	private static final class WatchEvents implements EventSource {

		private final HotKeyWatch watch;

		private final HotKeyQuery query;

		private long told;

		private long reads = -1;

		private WatchEvents(HotKeyWatch watch, HotKeyQuery query) {
			this.watch = watch;
			this.query = query;
		}

		@Override
		public News next() {
			HotKeyView view = this.watch.view(this.told, this.query);
			if (!view.tail().isEmpty()) {
				this.told = view.tail().get(view.tail().size() - 1).number();
			}
			boolean last = view.state() != HotKeyView.State.RUNNING;
			boolean nothing = view.reads() == this.reads && !last;
			this.reads = view.reads();
			return new News(nothing ? null : view, last);
		}

	}

}
