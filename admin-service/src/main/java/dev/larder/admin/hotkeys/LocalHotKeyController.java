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

import java.time.Instant;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.hotkeys.LocalHotKeys.InstanceKeys;
import dev.larder.admin.store.PageSize;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows which keys of a cache are in most use in the memory of its instances.
 */
@RestController
@RequestMapping(path = "/api/{version}/applications/{application}/hot-keys", version = "v1")
class LocalHotKeyController {

	private static final int MAX_KEYS = 100;

	private final ApplicationCatalog applications;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	LocalHotKeyController(ApplicationCatalog applications, InstanceGateway gateway, FanOut fanOut) {
		this.applications = applications;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@GetMapping
	@Operation(summary = "The keys in most use in the memory of instances",
			description = "Each instance tells the order in which it would keep its entries, not how often a key was"
					+ " read. 'keys' is made of the orders of all instances that take note of reads.")
	ResponseEntity<LocalHotKeys> hotKeys(@PathVariable String application, @RequestParam String cache,
			@RequestParam(required = false) @Nullable String manager, @RequestParam(defaultValue = "20") int limit) {
		int size = PageSize.of(limit, MAX_KEYS);
		ClientApplication found = this.applications.application(application);
		Answers<InstanceKeys> answers = this.fanOut
			.ask(found.instances(), ApplicationInstance::id,
					(instance) -> InstanceKeys.of(this.gateway.hottest(found, instance, cache, manager, size), size))
			.requireAny();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(LocalHotKeys.of(found.name(), cache, Instant.now(), answers, size));
	}

}
