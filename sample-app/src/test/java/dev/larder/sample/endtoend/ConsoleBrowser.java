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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * A Chromium before the pages of the admin service, which notes whatever it complains of.
 */
final class ConsoleBrowser implements AutoCloseable {

	private static final double TIMEOUT_MILLIS = 30_000;

	private static final String TELL_VIOLATIONS = "document.addEventListener('securitypolicyviolation', (event) =>"
			+ " console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))";

	private final String url;

	private final Playwright playwright;

	private final Browser browser;

	private final List<String> complaints = new ArrayList<>();

	/**
	 * Starts the browser.
	 * @param url where the admin service is
	 */
	ConsoleBrowser(String url) {
		this.url = url;
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
		// Chromium's sandbox refuses to work for root
		List<String> options = "root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of();
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(options));
	}

	private static Path chromium() {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getenv("PATH"))
			.map((directory) -> Path.of(directory, "chromium"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no chromium on the PATH; bin/test provides it"));
	}

	/** Opens a page of a visitor who is not logged in, with nothing on it yet. */
	Page open(Browser.NewContextOptions options) {
		BrowserContext context = this.browser
			.newContext(options.setBaseURL(this.url).setReducedMotion(ReducedMotion.REDUCE));
		context.setDefaultTimeout(TIMEOUT_MILLIS);
		context.addInitScript(TELL_VIOLATIONS);
		context.onConsoleMessage(this::note);
		context.onWebError((error) -> this.complaints.add(error.page().url() + ": " + error.error()));
		context.onDialog((dialog) -> {
			this.complaints.add("A dialog: " + dialog.message());
			dialog.dismiss();
		});
		return context.newPage();
	}

	private void note(ConsoleMessage message) {
		if (message.type().equals("error") || message.type().equals("warning")) {
			this.complaints.add(message.location() + ": " + message.text());
		}
	}

	/** Opens the overview for a user, whose password is the usual one. */
	Page logIn(String user, Browser.NewContextOptions options) {
		Page page = open(options);
		page.navigate("/login");
		page.locator("#username").fill(user);
		page.locator("#password").fill(AdminProcess.PASSWORD);
		page.locator("button[type=submit]").click();
		PlaywrightAssertions.assertThat(page.locator("nav").first()).isAttached();
		// Its script listens to keys from then on
		page.waitForLoadState();
		return page;
	}

	/** Returns what was complained of since this was asked last. */
	List<String> complaints() {
		List<String> complaints = List.copyOf(this.complaints);
		this.complaints.clear();
		return complaints;
	}

	/** Closes all pages. */
	void closePages() {
		this.browser.contexts().forEach(BrowserContext::close);
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
