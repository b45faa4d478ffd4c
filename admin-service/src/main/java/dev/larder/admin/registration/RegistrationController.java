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

package dev.larder.admin.registration;

import java.net.URI;

import jakarta.validation.Valid;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Registers instances of applications, and shows them.
 */
@RestController
@RequestMapping(path = "/api/{version}/registrations", version = "v1")
class RegistrationController {

	private final RegistrationService service;

	RegistrationController(RegistrationService service) {
		this.service = service;
	}

	/**
	 * Registers an instance, or renews it if it is registered.
	 */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RegistrationView> register(@PathVariable String version,
			@Valid @RequestBody RegistrationRequest request, Authentication user) {
		Registration registration = this.service.register(request, user);
		return ResponseEntity.created(URI.create("/api/" + version + "/registrations/" + registration.id()))
			.body(RegistrationView.of(registration));
	}

	@GetMapping
	RegistrationList registrations(Authentication user) {
		return new RegistrationList(this.service.registrations(user).stream().map(RegistrationView::of).toList());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void leave(@PathVariable String id, Authentication user) {
		this.service.leave(id, user);
	}

}
