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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.cluster.KeyLookupService;
import dev.larder.admin.cluster.KeyReference;
import dev.larder.admin.entries.EntryLookup;
import dev.larder.admin.entries.EntryLookupService;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds a key: that of a cache in all places, or one as memcached has it on all servers.
 * Keys may be personal data: they are in the body of requests, never in a URL. What was
 * found has a URL of its own all the same, as long as the question is remembered.
 */
@Controller
@RequestMapping("/look-up")
class LookUpPage {

	private final EntryLookupService entries;

	private final KeyLookupService items;

	private final ApplicationCatalog applications;

	private final HistoryReader history;

	private final AccessRights rights;

	private final RecentQuestions questions;

	LookUpPage(EntryLookupService entries, KeyLookupService items, ApplicationCatalog applications,
			HistoryReader history, AccessRights rights, RecentQuestions questions) {
		this.entries = entries;
		this.items = items;
		this.applications = applications;
		this.history = history;
		this.rights = rights;
		this.questions = questions;
	}

	@GetMapping
	String form(@RequestParam(required = false) @Nullable String application,
			@RequestParam(required = false) @Nullable String cache,
			@RequestParam(required = false) @Nullable String cluster,
			@RequestParam(defaultValue = "false") boolean forgotten, Model model) {
		fill(model, Question.form(application, cache, cluster));
		model.addAttribute("forgotten", forgotten);
		return "look-up";
	}

	/**
	 * Where a browser comes to that asks for what was found without saying of what.
	 */
	@GetMapping({ "/entry", "/item" })
	String begin() {
		return "redirect:/look-up";
	}

	@PostMapping("/entry")
	String entry(@RequestParam String application, @RequestParam String cache, @RequestParam String key,
			@RequestParam(defaultValue = "false") boolean value, Authentication user, Model model) {
		return ask(Question.entry(application, cache, key, value), user, model);
	}

	@PostMapping("/item")
	String item(@RequestParam String cluster, @RequestParam(required = false) @Nullable String key,
			@RequestParam(required = false) @Nullable String keyBase64,
			@RequestParam(defaultValue = "false") boolean value, @RequestParam(defaultValue = "") String after,
			Authentication user, Model model) {
		String text = (key != null && !key.isEmpty()) ? key : null;
		String base64 = (text == null && keyBase64 != null && !keyBase64.isEmpty()) ? keyBase64 : null;
		Question before = this.questions.find(after);
		Question start = (before != null) ? before : Question.form(null, null, null);
		return ask(start.andItem(cluster, text, base64, value), user, model);
	}

	/**
	 * Answers a question here and not after a redirect, which might lead to another
	 * instance of this service, that does not know it.
	 */
	private String ask(Question question, Authentication user, Model model) {
		return answer(question, this.questions.add(question), user, model);
	}

	@GetMapping("/{id}")
	String again(@PathVariable String id, Authentication user, Model model) {
		Question question = this.questions.find(id);
		return (question != null) ? answer(question, id, user, model) : "redirect:/look-up?forgotten=true";
	}

	private String answer(Question question, String id, Authentication user, Model model) {
		fill(model, question);
		model.addAttribute("id", id);
		boolean values = question.value() && this.rights.mayReadValues(user);
		try {
			String application = question.application();
			String cache = question.cache();
			String key = question.key();
			if (application != null && cache != null && key != null) {
				model.addAttribute("blanks", !key.equals(key.strip()));
				EntryLookup found = this.entries.lookUpMeant(application,
						new EntryKeyRef(cache, null, (question.meant() != null) ? question.meant() : key), values,
						user);
				KeyPlaces places = KeyPlaces.of(found);
				model.addAttribute("found", places);
				if (values) {
					model.addAttribute("shown", ShownValues.of(places));
				}
				if (found.isAnywhere() && found.key() != null) {
					this.questions.change(id, question.found(found.key()));
				}
				else if (question.meant() == null) {
					model.addAttribute("meanings", this.entries.meanings(key));
				}
			}
			String cluster = question.cluster();
			if (cluster != null) {
				model.addAttribute("item", this.items.lookUp(cluster,
						KeyReference.of(question.itemKey(), question.itemBase64()), values && key == null, user));
			}
		}
		catch (ApiException ex) {
			model.addAttribute("problem", ex.detail());
			model.addAttribute("unknownCache", ex.code() == ProblemCode.UNKNOWN_CACHE);
		}
		model.addAttribute("owners", owners(question));
		return "look-up";
	}

	/**
	 * Returns the caches that an item may belong to, unless one is asked for already.
	 */
	private List<KeyOwner> owners(Question question) {
		String itemKey = question.itemKey();
		if (itemKey == null || question.key() != null) {
			return List.of();
		}
		Map<String, List<String>> caches = new LinkedHashMap<>();
		this.applications.applications()
			.forEach((application) -> caches.put(application.name(), this.history.caches(application.name())));
		return KeyOwner.of(itemKey, caches);
	}

	private void fill(Model model, Question question) {
		model.addAttribute("question", question);
		if (question.application() != null) {
			model.addAttribute("caches", this.history.caches(question.application()));
		}
	}

}
