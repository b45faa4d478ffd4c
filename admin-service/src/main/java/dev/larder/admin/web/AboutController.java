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
package dev.larder.admin.web;

import dev.larder.admin.access.AccessRights;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells about the service and its user.
 */
@RestController
@RequestMapping(path = "/api/{version}", version = "v1")
class AboutController {

	private final AccessRights accessRights;

	private final AboutService service;

	AboutController(AccessRights accessRights, AboutService service) {
		this.accessRights = accessRights;
		this.service = service;
	}

	@GetMapping("/me")
	Me me(Authentication user) {
		return new Me(user.getName(), this.accessRights.roles(user), this.accessRights.mayReadValues(user));
	}

	@GetMapping("/about")
	About about() {
		return this.service.about();
	}

}
