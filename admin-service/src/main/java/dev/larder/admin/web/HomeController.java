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
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.cluster.ClusterCatalog;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Shows what the service is for and how to talk to it.
 */
@Controller
class HomeController {

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final AccessRights accessRights;

	HomeController(ClusterCatalog clusters, ApplicationCatalog applications, AccessRights accessRights) {
		this.clusters = clusters;
		this.applications = applications;
		this.accessRights = accessRights;
	}

	@GetMapping("/")
	String home(Model model, Authentication user) {
		model.addAttribute("userName", user.getName());
		model.addAttribute("roles", this.accessRights.roles(user));
		model.addAttribute("values", this.accessRights.mayReadValues(user));
		model.addAttribute("clusters", this.clusters.clusters());
		model.addAttribute("applications", this.applications.applications());
		model.addAttribute("baseUrl", ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString());
		return "home";
	}

}
