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

package dev.larder.admin.console;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.web.AboutService;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Shows what this service is, how it is set up, and how to talk to it from a shell.
 */
@Controller
class AboutPage {

	private final AboutService about;

	private final AdminProperties properties;

	private final ApplicationCatalog applications;

	AboutPage(AboutService about, AdminProperties properties, ApplicationCatalog applications) {
		this.about = about;
		this.properties = properties;
		this.applications = applications;
	}

	@GetMapping("/about")
	String about(Model model) {
		model.addAttribute("about", this.about.about());
		model.addAttribute("settings", this.properties);
		model.addAttribute("sources", this.applications.sources());
		model.addAttribute("baseUrl", ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString());
		return "about";
	}

}
