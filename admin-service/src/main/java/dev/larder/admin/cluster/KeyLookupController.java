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
package dev.larder.admin.cluster;

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
 * Shows what the servers of a cluster have under a key.
 */
@RestController
@RequestMapping(path = "/api/{version}/clusters/{cluster}/key-lookups", version = "v1")
class KeyLookupController {

	private final KeyLookupService service;

	KeyLookupController(KeyLookupService service) {
		this.service = service;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<KeyLookup> lookUp(@PathVariable String cluster, @RequestBody KeyLookupRequest request,
			Authentication user) {
		KeyLookup lookup = this.service.lookUp(cluster, KeyReference.of(request.key(), request.keyBase64()),
				Boolean.TRUE.equals(request.withValue()), user);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(lookup);
	}

}
