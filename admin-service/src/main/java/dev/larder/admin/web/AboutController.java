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

import java.time.Instant;

import dev.larder.admin.access.AccessRights;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
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

	private final ApplicationContext context;

	private final @Nullable BuildProperties buildProperties;

	AboutController(AccessRights accessRights, ApplicationContext context,
			ObjectProvider<BuildProperties> buildProperties) {
		this.accessRights = accessRights;
		this.context = context;
		this.buildProperties = buildProperties.getIfAvailable();
	}

	@GetMapping("/me")
	Me me(Authentication user) {
		return new Me(user.getName(), this.accessRights.roles(user), this.accessRights.mayReadValues(user));
	}

	@GetMapping("/about")
	About about() {
		return new About("Larder Admin", (this.buildProperties != null) ? this.buildProperties.getVersion() : null,
				Runtime.version().toString(), SpringBootVersion.getVersion(),
				Instant.ofEpochMilli(this.context.getStartupDate()));
	}

}
