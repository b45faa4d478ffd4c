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

package dev.larder.admin.token;

import java.net.URI;

import jakarta.validation.Valid;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Creates, shows and revokes tokens.
 */
@RestController
@RequestMapping(path = "/api/{version}/tokens", version = "v1")
class TokenController {

	private final TokenService service;

	TokenController(TokenService service) {
		this.service = service;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<CreatedToken> create(@PathVariable String version, @Valid @RequestBody TokenRequest request,
			Authentication user) {
		CreatedToken created = this.service.create(request, user);
		return ResponseEntity.created(URI.create("/api/" + version + "/tokens/" + created.token().id()))
			.cacheControl(CacheControl.noStore())
			.body(created);
	}

	@GetMapping
	TokenList tokens(@RequestParam(defaultValue = "false") boolean all, Authentication user) {
		return new TokenList(this.service.tokens(all, user));
	}

	@GetMapping("/{id}")
	ApiToken token(@PathVariable String id, Authentication user) {
		return this.service.find(id, user);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable String id, Authentication user) {
		this.service.revoke(id, user);
	}

}
