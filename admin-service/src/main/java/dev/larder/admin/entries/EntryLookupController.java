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

package dev.larder.admin.entries;

import dev.larder.admin.application.EntryKeyRef;
import jakarta.validation.Valid;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows where a key of an application is. The key is in the body, as keys may be personal
 * data and URLs are logged.
 */
@RestController
@RequestMapping(path = "/api/{version}/applications/{application}/key-lookups", version = "v1")
class EntryLookupController {

	private final EntryLookupService service;

	EntryLookupController(EntryLookupService service) {
		this.service = service;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<EntryLookup> lookUp(@PathVariable String application, @Valid @RequestBody EntryLookupRequest request,
			Authentication user) {
		EntryKeyRef key = new EntryKeyRef(request.cache(), request.manager(), request.key());
		boolean withValue = Boolean.TRUE.equals(request.withValue());
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(Boolean.TRUE.equals(request.guess()) ? this.service.lookUpMeant(application, key, withValue, user)
					: this.service.lookUp(application, key, withValue, user));
	}

}
