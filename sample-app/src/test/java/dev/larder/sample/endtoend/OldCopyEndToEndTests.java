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

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the sample application and the console in a browser, used as a newcomer
 * does whom {@code bin/run} has told where to look.
 */
class OldCopyEndToEndTests {

	private static final String BERLIN = "2950159";

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("tiered", 2, memcached::addresses);

	@TempDir
	static Path directory;

	private static AdminProcess admin;

	private static ConsoleBrowser browser;

	@BeforeAll
	static void start() {
		admin = AdminProcess.start(directory, memcached, instances, "--larder.admin.data-directory=" + directory);
		browser = new ConsoleBrowser(admin.url());
	}

	@AfterAll
	static void stop() {
		browser.close();
		admin.close();
	}

	@AfterEach
	void closePages() {
		browser.closePages();
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void oldCopyIsLeftBehindFoundAndEvictedEverywhere() {
		Page page = atlas(1, ColorScheme.LIGHT);
		assertThat(page.locator("#name")).hasText("Berlin");
		page.locator("#again").click();
		assertThat(page.locator("#last")).containsText("nobody else was asked");
		page.getByText("Change it behind the cache’s back").click();
		assertThat(page.locator("#changed")).containsText("The database says 3,426,355 now");
		page.locator("#again").click();
		assertThat(page.locator("#last")).containsText("Berlin again");
		assertThat(page.locator("#population")).hasText("3,426,354");
		URI next = URI.create(page.locator("#console").getAttribute("href"));
		String key = page.locator("#stale-key").innerText();
		Page elsewhere = page.context().waitForPage(() -> page.locator("#elsewhere").click());
		elsewhere.waitForURL(instances.get(0).url() + "/#" + BERLIN);
		assertThat(elsewhere.locator("#population")).hasText("3,426,355");
		// What to do next is still there
		assertThat(page.locator("#stale")).isVisible();

		Page console = browser.logIn("admin", new Browser.NewContextOptions().setLocale("en-GB"));
		console.navigate(next.getPath() + "?" + next.getQuery());
		Locator form = console.getByRole(AriaRole.REGION,
				new Page.GetByRoleOptions().setName("A key of a cache, in all places"));
		form.getByLabel("Cache").fill("cities");
		form.getByLabel("Key", new Locator.GetByLabelOptions().setExact(true)).fill(key);
		console.keyboard().press("Enter");
		Locator found = console.locator("#found");
		assertThat(found.getByRole(AriaRole.STATUS)).containsText("1 of 2 instances holds an older copy");
		assertThat(found.getByRole(AriaRole.STATUS)).containsText(id(1) + ".");
		assertThat(values(console, 0)).not().hasText(values(console, 1).innerText());
		console.getByText("Show the values").click();
		assertThat(console.locator("article.shown .differs"))
			.hasText(new Pattern[] { Pattern.compile("3426355"), Pattern.compile("3426354") });
		assertThat(console.locator("article.shown").last()).containsText(id(1));
		console.getByText("Evict everywhere").click();
		console.getByText("Evict the key").click();
		assertThat(console.locator("header .state")).hasText("Done");
		console.getByText("Look the key up").click();
		// The open pages may have asked for it again
		Pattern well = Pattern.compile("Not cached|All the same");
		assertThat(found.getByRole(AriaRole.STATUS)).containsText(well);
		console.reload();
		assertThat(found.getByRole(AriaRole.STATUS)).containsText(well);

		Page again = atlas(1, ColorScheme.DARK);
		assertThat(again.locator("#population")).hasText("3,426,355");
	}

	/** Returns the letter of the value that an instance has. */
	private static Locator values(Page console, int instance) {
		return console.locator("#found")
			.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions().setHasText(id(instance)))
			.locator(".value");
	}

	/** Returns how the console names an instance. */
	private static String id(int instance) {
		return instances.get(instance).url().substring("http://".length()).replace(':', '-');
	}

	@Test
	void changeOfAnotherInstanceIsSeen() {
		Page page = atlas(0, ColorScheme.LIGHT);
		page.locator("#prefix").fill("Wellington");
		page.locator("#cities").getByText("New Zealand").click();
		assertThat(page.locator("#population")).hasText("381,900");
		instances.get(1).updatePopulation(2179537, 400_000).expectStatus().isOk();
		assertThat(page.locator("#changed")).containsText("Somebody else has changed Wellington");
		assertThat(page.locator("#population")).hasText("400,000");
	}

	@Test
	void answersTellWhereTheyCameFrom() {
		Page page = atlas(1, ColorScheme.LIGHT);
		page.locator("#prefix").fill("Tbilis");
		page.locator("#cities").getByText("Tbilisi").click();
		assertThat(page.locator("#name")).hasText("Tbilisi");
		page.locator("#nearest").click();
		Locator first = page.locator("#log tr").first();
		assertThat(first).containsText("Nearest to Tbilisi");
		assertThat(first.locator(".source")).hasText("database");
		page.locator("#nearest").click();
		assertThat(first.locator(".source")).hasText("local memory");
		Page other = atlas(0, ColorScheme.LIGHT);
		other.navigate(instances.get(0).url() + "/#611717");
		assertThat(other.locator("#name")).hasText("Tbilisi");
		other.locator("#nearest").click();
		assertThat(other.locator("#log tr").first().locator(".source")).hasText("memcached");
	}

	@Test
	void pageIsLegibleInAllColoursAndFitsATelephone() {
		for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			Page page = atlas(0, colours);
			assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
				.allMatch((rule) -> rule.getImpact().equals("minor"));
			page.setViewportSize(390, 900);
			assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
		}
	}

	private static Page atlas(int instance, ColorScheme colours) {
		Page page = browser.open(
				new Browser.NewContextOptions().setLocale("en-GB").setColorScheme(colours).setViewportSize(1440, 900));
		page.navigate(instances.get(instance).url() + "/");
		assertThat(page.locator("#name")).not().hasText("Choose a city");
		return page;
	}

}
