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

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.security.LoginTarget;
import dev.larder.admin.security.OidcLogin;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows the ways to log in.
 */
@Controller
class LoginPage {

	private final OidcLogin oidcLogin;

	private final AdminProperties properties;

	LoginPage(OidcLogin oidcLogin, AdminProperties properties) {
		this.oidcLogin = oidcLogin;
		this.properties = properties;
	}

	@GetMapping("/login")
	String login(@RequestParam(name = LoginTarget.PARAMETER, required = false) @Nullable String to, Model model) {
		model.addAttribute("to", LoginTarget.of(to).parameter());
		model.addAttribute("formLogin", this.properties.security().formLogin());
		model.addAttribute("generated", this.properties.users().isEmpty() && this.oidcLogin.providers().isEmpty());
		model.addAttribute("providers", this.oidcLogin.providers());
		return "login";
	}

}
