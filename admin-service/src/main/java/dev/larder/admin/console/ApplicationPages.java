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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
import dev.larder.admin.history.LatestReports;
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

	private static final List<Column> COLUMNS = List.of(Column.HIT_RATIO, Column.READS, Column.LOCAL, Column.LOADS,
			Column.MEAN_LOAD, Column.EVICTIONS, Column.ENTRIES);

	/**
	 * How many caches a page shows; few applications have more.
	 */
	private static final int CACHES = 50;

	private final ApplicationCatalog catalog;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	private final LatestReports latest;

	private final HistoryReader history;

	private final OverviewService overview;

	private final OperationMarks marks;

	ApplicationPages(ApplicationCatalog catalog, InstanceGateway gateway, FanOut fanOut, HistoryReader history,
			LatestReports latest, OverviewService overview, OperationMarks marks) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
		this.latest = latest;
		this.history = history;
		this.overview = overview;
		this.marks = marks;
	}

	@GetMapping
	String application(@PathVariable("application") String name,
			@RequestParam(required = false) @Nullable String window, @RequestParam(defaultValue = "1") int page,
			@RequestParam(defaultValue = "1") int caches, Model model) {
		ClientApplication application = this.catalog.application(name);
		Subject subject = Subject.application(name);
		List<FailureView> failures = this.history.failures(subject);
		model.addAttribute("app", application);
		ListPage<String> shown = ListPage.of(this.history.caches(name), caches, CACHES);
		model.addAttribute("cachePage", shown);
		model.addAttribute("caches", rows(shown.items().stream().map((cache) -> Subject.cache(name, cache)).toList()));
		model.addAttribute("columns", COLUMNS);
		Map<String, FailureView> byInstance = byInstance(failures);
		model.addAttribute("failures", byInstance);
		ListPage<ApplicationInstance> instances = ListPage.of(silentFirst(application, byInstance), page);
		model.addAttribute("instances", instances);
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("warnings", this.overview.warnings(subject));
		model.addAttribute("window", Window.of(window));
		model.addAttribute("query",
				Window.of(window)
					.in(PageQuery.empty())
					.with("caches", (shown.page() > 1) ? shown.page() : null)
					.with("page", (instances.page() > 1) ? instances.page() : null));
		model.addAttribute("marks", this.marks.of("application", name));
		return "application";
	}

	private List<Row> rows(List<Subject> caches) {
		List<Row> rows = new ArrayList<>();
		this.history.glances(caches).forEach((cache, glance) -> rows.add(Row.cache(cache, glance)));
		return rows;
	}

	private static Map<String, FailureView> byInstance(List<FailureView> failures) {
		Map<String, FailureView> byInstance = new TreeMap<>();
		failures.forEach((failure) -> byInstance.put(String.valueOf(failure.subject().instance()), failure));
		return byInstance;
	}

	private static List<ApplicationInstance> silentFirst(ClientApplication application,
			Map<String, FailureView> failures) {
		return application.instances()
			.stream()
			.sorted(Comparator.comparing((ApplicationInstance instance) -> !failures.containsKey(instance.id())))
			.toList();
	}

	@GetMapping("/matrix")
	String matrix(@PathVariable("application") String name, @RequestParam(defaultValue = "1") int page,
			@RequestParam(defaultValue = "false") boolean ask, Model model) {
		ClientApplication application = this.catalog.application(name);
		LatestReports.Reports reports = reports(application, ask);
		model.addAttribute("app", application);
		model.addAttribute("askedAt", reports.at());
		model.addAttribute("summary", reports.answers().summary());
		model.addAttribute("matrix", CacheMatrix.of(reports.answers(), page));
		model.addAttribute("query", PageQuery.empty());
		return "matrix";
	}

	/**
	 * Returns what instances told when all were asked last, and asks them if they should
	 * be asked anew, or that is unknown here.
	 */
	private LatestReports.Reports reports(ClientApplication application, boolean ask) {
		LatestReports.Reports last = ask ? null : this.latest.find(application);
		return (last != null) ? last : new LatestReports.Reports(Instant.now(), this.fanOut.ask(application.instances(),
				ApplicationInstance::id, (instance) -> this.gateway.report(application, instance)));
	}

	// The name is no part of the path: it may have a slash, which servers refuse there
	@GetMapping("/cache")
	String cache(@PathVariable("application") String name, @RequestParam("name") String cache,
			@RequestParam(required = false) @Nullable String window, Model model) {
		ClientApplication application = this.catalog.application(name);
		List<WarningView> warnings = this.overview.warnings(Subject.application(name))
			.stream()
			.filter((warning) -> cache.equals(warning.subject().cache()))
			.toList();
		model.addAttribute("app", application);
		model.addAttribute("cache", cache);
		model.addAttribute("known", this.history.caches(name).contains(cache));
		model.addAttribute("row", rows(List.of(Subject.cache(name, cache))).get(0));
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("warnings", warnings);
		model.addAttribute("window", Window.of(window));
		model.addAttribute("query", Window.of(window).in(PageQuery.empty().with("name", cache)));
		model.addAttribute("marks", this.marks.of("application", name));
		return "cache";
	}

	@GetMapping("/cache/instances")
	String cacheInstances(@PathVariable("application") String name, @RequestParam("name") String cache,
			@RequestParam(defaultValue = "false") boolean ask, @RequestParam(defaultValue = "1") int page,
			Model model) {
		ClientApplication application = this.catalog.application(name);
		LatestReports.Reports reports = reports(application, ask);
		List<CacheReport> known = reports.answers()
			.results()
			.stream()
			.map(Answer::data)
			.filter(Objects::nonNull)
			.flatMap((report) -> report.caches(cache, null).stream())
			.toList();
		model.addAttribute("app", application);
		model.addAttribute("cache", cache);
		model.addAttribute("askedAt", reports.at());
		model.addAttribute("answers", reports.answers());
		model.addAttribute("shown", ListPage.of(unansweredFirst(reports.answers()), page));
		model.addAttribute("query", PageQuery.empty().with("name", cache));
		model.addAttribute("settings", known.isEmpty() ? null : known.get(0));
		model.addAttribute("refusals",
				known.stream()
					.flatMap((report) -> (report.refusals() != null) ? report.refusals().stream() : null)
					.toList());
		return "cache-instances";
	}

	private static List<Answer<InstanceReport>> unansweredFirst(Answers<InstanceReport> answers) {
		return answers.results()
			.stream()
			.sorted(Comparator.comparing((Answer<InstanceReport> answer) -> answer.problem() == null))
			.toList();
	}

}
