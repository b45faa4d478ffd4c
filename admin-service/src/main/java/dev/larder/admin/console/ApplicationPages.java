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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.history.FailureView;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.Subject;
import dev.larder.admin.overview.OverviewService;
import dev.larder.admin.overview.WarningView;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows an application and its caches. What is known from the last poll is on the page at
 * once; instances are asked for the rest when somebody looks at it.
 */
@Controller
@RequestMapping("/applications/{application}")
class ApplicationPages {

	private final ApplicationCatalog catalog;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	private final HistoryReader history;

	private final OverviewService overview;

	private final OperationMarks marks;

	ApplicationPages(ApplicationCatalog catalog, InstanceGateway gateway, FanOut fanOut, HistoryReader history,
			OverviewService overview, OperationMarks marks) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
		this.history = history;
		this.overview = overview;
		this.marks = marks;
	}

	@GetMapping
	String application(@PathVariable("application") String name,
			@RequestParam(required = false) @Nullable String window, Model model) {
		ClientApplication application = this.catalog.application(name);
		Subject subject = Subject.application(name);
		List<FailureView> failures = this.history.failures(subject);
		model.addAttribute("app", application);
		model.addAttribute("caches",
				this.history.caches(name)
					.stream()
					.map((cache) -> Row.of(Subject.cache(name, cache), cache, this.history, List.of()))
					.toList());
		model.addAttribute("failures", byInstance(failures));
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("warnings", this.overview.warnings(subject));
		model.addAttribute("window", Window.of(window));
		model.addAttribute("marks", this.marks.of("application", name));
		return "application";
	}

	private static Map<String, FailureView> byInstance(List<FailureView> failures) {
		Map<String, FailureView> byInstance = new TreeMap<>();
		failures.forEach((failure) -> byInstance.put(String.valueOf(failure.subject().instance()), failure));
		return byInstance;
	}

	@GetMapping("/matrix")
	String matrix(@PathVariable("application") String name, Model model) {
		ClientApplication application = this.catalog.application(name);
		Answers<InstanceReport> answers = this.fanOut.ask(application.instances(), ApplicationInstance::id,
				(instance) -> this.gateway.report(application, instance));
		model.addAttribute("app", application);
		model.addAttribute("matrix", CacheMatrix.of(answers));
		return "matrix";
	}

	// The name is no part of the path: it may have a slash, which servers refuse there
	@GetMapping("/cache")
	String cache(@PathVariable("application") String name, @RequestParam("name") String cache,
			@RequestParam(required = false) @Nullable String window, Model model) {
		ClientApplication application = this.catalog.application(name);
		Subject subject = Subject.cache(name, cache);
		List<WarningView> warnings = this.overview.warnings(Subject.application(name))
			.stream()
			.filter((warning) -> cache.equals(warning.subject().cache()))
			.toList();
		model.addAttribute("app", application);
		model.addAttribute("cache", cache);
		model.addAttribute("row", Row.of(subject, cache, this.history, List.of()));
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("warnings", warnings);
		model.addAttribute("window", Window.of(window));
		model.addAttribute("marks", this.marks.of("application", name));
		return "cache";
	}

	@GetMapping("/cache/instances")
	String cacheInstances(@PathVariable("application") String name, @RequestParam("name") String cache, Model model) {
		ClientApplication application = this.catalog.application(name);
		Answers<InstanceReport> reports = this.fanOut.ask(application.instances(), ApplicationInstance::id,
				(instance) -> this.gateway.report(application, instance));
		List<CacheReport> known = reports.results()
			.stream()
			.map(Answer::data)
			.filter(Objects::nonNull)
			.flatMap((report) -> report.caches(cache, null).stream())
			.toList();
		model.addAttribute("app", application);
		model.addAttribute("cache", cache);
		model.addAttribute("answers", reports);
		model.addAttribute("settings", known.isEmpty() ? null : known.get(0));
		model.addAttribute("refusals",
				known.stream()
					.flatMap((report) -> (report.refusals() != null) ? report.refusals().stream() : null)
					.toList());
		return "cache-instances";
	}

}
