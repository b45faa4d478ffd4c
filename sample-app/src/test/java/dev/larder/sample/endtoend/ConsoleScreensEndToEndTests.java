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
package dev.larder.sample.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The screens of the packaged admin service in a browser: each is legible for whoever
 * reads it, and fits where it is read. A picture of each is kept in
 * {@code target/screenshots}.
 */
class ConsoleScreensEndToEndTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final int DESK = 1440;

	private static final int TELEPHONE = 390;

	private static final int WALL = 2560;

	private static final int HEIGHT = 900;

	private static final Set<String> GRAVE = Set.of("serious", "critical");

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("tiered", 1, memcached::addresses);

	@TempDir
	static Path directory;

	private static final Map<String, String> ids = new HashMap<>();

	private static final Map<ConsoleScreen.Visitor, Page> pages = new EnumMap<>(ConsoleScreen.Visitor.class);

	private static AdminProcess admin;

	private static ConsoleBrowser browser;

	@BeforeAll
	static void start() {
		admin = AdminProcess.start(directory, memcached, instances, "--larder.admin.data-directory=" + directory);
		browser = new ConsoleBrowser(admin.url());
		instances.get(0).get("/cities/" + ConsoleScreen.KEY).expectStatus().isOk();
		String server = memcached.server(0).address().replace(':', '-');
		ids.put("server", server);
		ids.put("scan", id(admin.post("/clusters/main/scans", "{}")));
		ids.put("watch", id(admin.post("/clusters/main/servers/" + server + "/hot-key-watches", "{\"seconds\":1}")));
		ids.put("operation", id(admin.post("/operations",
				"{\"type\":\"CACHE_CLEAR\",\"target\":{\"application\":\"atlas\",\"cache\":\"searches\"},\"dryRun\":false}")));
		admin.post("/tokens", "{\"name\":\"a program\",\"role\":\"VIEWER\",\"expiresAt\":\""
				+ Instant.now().plus(Duration.ofDays(1)) + "\"}");
	}

	private static String id(String json) {
		return JsonPath.read(json, "$.id");
	}

	@AfterAll
	static void stop() {
		browser.close();
		pages.clear();
		admin.close();
	}

	@ParameterizedTest
	@EnumSource
	void isLegibleInAllColoursAndFitsEverywhere(ConsoleScreen screen) {
		Page page = pages.computeIfAbsent(screen.visitor(), ConsoleScreensEndToEndTests::arrive);
		page.setViewportSize(DESK, HEIGHT);
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
		screen.open(page, ids);
		keep(page, screen, "light");
		List<String> findings = findings(axe(page));
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		keep(page, screen, "dark");
		// Nothing else than the colours is different
		findings.addAll(findings(axe(page).withRules(List.of("color-contrast"))));
		page.setViewportSize(WALL, HEIGHT);
		overflow(page).ifPresent(findings::add);
		page.setViewportSize(TELEPHONE, HEIGHT);
		overflow(page).ifPresent(findings::add);
		keep(page, screen, "narrow");
		findings.addAll(browser.complaints());
		if (screen.isError()) {
			// Chromium tells of each answer that is an error
			findings.removeIf((finding) -> finding.contains("the server responded with a status of"));
		}
		assertThat(findings).isEmpty();
	}

	private static Page arrive(ConsoleScreen.Visitor visitor) {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setLocale("en-GB");
		return (visitor == ConsoleScreen.Visitor.NOBODY) ? browser.open(options) : browser.logIn(visitor.id(), options);
	}

	private static void keep(Page page, ConsoleScreen screen, String look) {
		page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
			.setPath(SCREENSHOTS.resolve(screen.id() + "-" + look + ".png")));
	}

	private static AxeBuilder axe(Page page) {
		return new AxeBuilder(page).setLegacyMode(true);
	}

	/** Returns what somebody would stumble over. */
	private static List<String> findings(AxeBuilder axe) {
		return axe.analyze()
			.getViolations()
			.stream()
			.filter((rule) -> GRAVE.contains(rule.getImpact()))
			.map((rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private static Optional<String> overflow(Page page) {
		int overflow = (int) page
			.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
		return (overflow > 0) ? Optional.of(overflow + " pixels too wide at " + page.viewportSize().width)
				: Optional.empty();
	}

}
