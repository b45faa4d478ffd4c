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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.token.TokenRequest;
import dev.larder.admin.token.TokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Creates, shows and revokes API tokens.
 */
@Controller
@RequestMapping("/tokens")
class TokenPages {

	private static final int MAX_NAME = 100;

	private final TokenService service;

	TokenPages(TokenService service) {
		this.service = service;
	}

	@GetMapping
	String tokens(@RequestParam(defaultValue = "false") boolean all, Authentication user, Model model) {
		model.addAttribute("tokens", this.service.tokens(all, user));
		model.addAttribute("all", all);
		model.addAttribute("roles", AdminRole.values());
		model.addAttribute("now", Instant.now());
		return "tokens";
	}

	@PostMapping
	String create(@RequestParam String name, @RequestParam int days, @RequestParam AdminRole role,
			@RequestParam(defaultValue = "false") boolean values, @RequestParam(defaultValue = "") String clusters,
			@RequestParam(defaultValue = "") String applications, Authentication user, Model model) {
		try {
			if (!StringUtils.hasText(name) || name.length() > MAX_NAME || days < 1) {
				throw new ApiException(ProblemCode.BAD_REQUEST,
						"A token needs a name of 1 to " + MAX_NAME + " characters, and a day or more to live");
			}
			TokenRequest request = new TokenRequest(name.trim(), Instant.now().plus(Duration.ofDays(days)), role,
					values, patterns(clusters), patterns(applications));
			model.addAttribute("created", this.service.create(request, user));
		}
		catch (ApiException ex) {
			model.addAttribute("problem", ex.detail());
			model.addAttribute("typed", Map.of("name", name, "days", days, "role", role, "values", values, "clusters",
					clusters, "applications", applications));
		}
		return tokens(false, user, model);
	}

	private static @Nullable List<String> patterns(String text) {
		List<String> patterns = List.of(StringUtils.tokenizeToStringArray(text, ", "));
		for (String pattern : patterns) {
			if (!pattern.matches(AccessScope.PATTERN)) {
				throw new ApiException(ProblemCode.BAD_REQUEST,
						"'" + pattern + "' is no name, and no pattern of names");
			}
		}
		return patterns.isEmpty() ? null : patterns;
	}

	@PostMapping("/{id}/revocations")
	String revoke(@PathVariable String id, Authentication user) {
		this.service.revoke(id, user);
		return "redirect:/tokens";
	}

}
