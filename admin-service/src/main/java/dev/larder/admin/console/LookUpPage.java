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

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.cluster.KeyLookupService;
import dev.larder.admin.cluster.KeyReference;
import dev.larder.admin.entries.EntryLookupService;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.problem.ApiException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds a key: that of a cache in all places, or one as memcached has it on all servers.
 * Keys may be personal data: they are in the body of requests, never in a URL.
 */
@Controller
@RequestMapping("/look-up")
class LookUpPage {

	private final EntryLookupService entries;

	private final KeyLookupService items;

	private final HistoryReader history;

	private final AccessRights rights;

	LookUpPage(EntryLookupService entries, KeyLookupService items, HistoryReader history, AccessRights rights) {
		this.entries = entries;
		this.items = items;
		this.history = history;
		this.rights = rights;
	}

	@GetMapping
	String form(@RequestParam(required = false) @Nullable String application,
			@RequestParam(required = false) @Nullable String cache,
			@RequestParam(required = false) @Nullable String cluster, Model model) {
		fill(model, new Question(application, cache, cluster, null, null));
		return "look-up";
	}

	/**
	 * Where a browser comes to that goes back to what was found.
	 */
	@GetMapping({ "/entry", "/item" })
	String begin() {
		return "redirect:/look-up";
	}

	@PostMapping("/entry")
	String entry(@RequestParam String application, @RequestParam String cache, @RequestParam String key, Model model) {
		fill(model, new Question(application, cache, null, key, null));
		model.addAttribute("address", PageQuery.empty().with("application", application).with("cache", cache));
		try {
			model.addAttribute("found",
					KeyPlaces.of(this.entries.lookUpMeant(application, new EntryKeyRef(cache, null, key), false)));
		}
		catch (ApiException ex) {
			model.addAttribute("problem", ex.detail());
		}
		return "look-up";
	}

	@PostMapping("/item")
	String item(@RequestParam String cluster, @RequestParam(required = false) @Nullable String key,
			@RequestParam(required = false) @Nullable String keyBase64,
			@RequestParam(defaultValue = "false") boolean value, Authentication user, Model model) {
		String text = (key != null && !key.isEmpty()) ? key : null;
		String base64 = (text == null && keyBase64 != null && !keyBase64.isEmpty()) ? keyBase64 : null;
		fill(model, new Question(null, null, cluster, text, base64));
		model.addAttribute("address", PageQuery.empty().with("cluster", cluster));
		try {
			model.addAttribute("item", this.items.lookUp(cluster, KeyReference.of(text, base64),
					value && this.rights.mayReadValues(user), user));
		}
		catch (ApiException ex) {
			model.addAttribute("problem", ex.detail());
		}
		return "look-up";
	}

	private void fill(Model model, Question question) {
		model.addAttribute("question", question);
		if (question.application() != null) {
			model.addAttribute("caches", this.history.caches(question.application()));
		}
	}

	/**
	 * What was asked.
	 *
	 * @param application the name of an application
	 * @param cache the name of a cache
	 * @param cluster the name of a cluster
	 * @param key a key
	 * @param keyBase64 a key that is not text
	 */
	record Question(@Nullable String application, @Nullable String cache, @Nullable String cluster,
			@Nullable String key, @Nullable String keyBase64) {

		@Override
		public String toString() {
			return "Question[application=" + this.application + ", cache=" + this.cache + ", cluster=" + this.cluster
					+ "]";
		}

	}

}
