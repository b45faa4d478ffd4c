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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the packaged admin service in a browser, used as a person uses them, with
 * what they tell and do compared to what the memcached servers and the instances say
 * themselves.
 */
class ConsoleEndToEndTests {

	private static final long SHANGHAI = 1796236;

	private static final long POPULATION = 22_315_474;

	private static final String CITY = "/cities/" + SHANGHAI;

	private static final String CACHE = "/applications/atlas/cache?name=cities";

	private static final List<String> HOSTILE_KEYS = List.of("<script>alert(1)</script>",
			"\"><img/src=x/onerror=alert(1)>", "invoice\u202Efdp.exe", "x".repeat(250));

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("tiered", 2, memcached::addresses,
			"--larder.coherence.poll-interval=10m", "--larder.caches.cities.local-ttl=1h");

	@TempDir
	static Path directory;

	private static AdminProcess admin;

	private static ConsoleBrowser browser;

	@BeforeAll
	static void start() {
		admin = AdminProcess.start(directory, memcached, instances, "--larder.admin.data-directory=" + directory,
				"--larder.admin.history.interval=1s");
		browser = new ConsoleBrowser(admin.url());
	}

	@AfterAll
	static void stop() {
		browser.close();
		String log = admin.log();
		admin.close();
		assertThat(log.lines().filter((line) -> line.contains(" ERROR "))).isEmpty();
	}

	@BeforeEach
	void fillCaches() {
		instances.get(0).get(CITY).expectStatus().isOk();
		instances.get(1).get(CITY).expectStatus().isOk();
	}

	@AfterEach
	void closePages() {
		browser.closePages();
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void figuresOfAServerAreThoseItTells() {
		MemcachedServer server = memcached.server(0);
		store(server, "figures:", 25);
		try (MemcachedConnection open = server.connect()) {
			open.send("version");
			assertThat(open.readLine()).startsWith("VERSION");
			Page page = browser.logIn("admin", desk());
			eventually(() -> {
				page.navigate("/clusters/main/servers/" + serverId() + "?tab=STATS");
				return figure(page, "curr_items").equals(server.stats().get("curr_items"))
						&& figure(page, "curr_connections").equals(server.stats().get("curr_connections"));
			});
			page.navigate("/clusters/main");
			Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(serverId()));
			assertThat(row.getByRole(AriaRole.CELL).nth(3)).hasText(server.stats().get("curr_items"));
		}
	}

	private static String figure(Page page, String name) {
		return page.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions()
				.setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
			.getByRole(AriaRole.CELL)
			.last()
			.innerText();
	}

	@Test
	void entriesOfACacheAreThoseOfItsInstances() {
		Page page = browser.logIn("admin", desk());
		page.navigate(CACHE);
		for (int i = 0; i < 2; i++) {
			String id = instances.get(i).url().substring("http://".length()).replace(':', '-');
			Locator row = page.locator("#instances")
				.getByRole(AriaRole.ROW)
				.filter(new Locator.FilterOptions().setHasText(id));
			assertThat(row.getByRole(AriaRole.CELL).last())
				.hasText(String.valueOf(entries(instances.get(i), "cities")));
		}
	}

	@Test
	void olderCopyIsFoundAndEvictedEverywhere() {
		SampleProcess writer = instances.get(0);
		SampleProcess other = instances.get(1);
		writer.updatePopulation(SHANGHAI, POPULATION + 1).expectStatus().isOk();
		try {
			assertThat(writer.body(CITY)).contains("\"population\":" + (POPULATION + 1));
			assertThat(other.body(CITY)).contains("\"population\":" + POPULATION);
			Page page = browser.logIn("admin", desk());
			page.keyboard().press("/");
			page.keyboard().press("Enter");
			findKey(page);
			Locator found = page.locator("#found");
			assertThat(found.getByRole(AriaRole.STATUS)).containsText("Older copies");
			assertThat(found.getByRole(AriaRole.STATUS)).containsText("1 of 2 instances");
			String item = page.getByText("In memcached:").locator("xpath=..").locator("code").innerText();
			assertThat(memcached.servers()).anyMatch((server) -> holds(server, item));
			button(page, "Evict everywhere").click();
			page.getByLabel("Reason").fill("A wrong population");
			button(page, "Evict the key").click();
			assertThat(title(page)).containsText("Evict key");
			assertThat(page.locator("header .state")).hasText("Done");
			page.getByRole(AriaRole.LINK, named("Find a key")).click();
			findKey(page);
			assertThat(found.getByRole(AriaRole.STATUS)).containsText("Not cached");
			assertThat(memcached.servers()).noneMatch((server) -> holds(server, item));
			double hits = other.hits("cities");
			assertThat(other.body(CITY)).contains("\"population\":" + (POPULATION + 1));
			assertThat(other.hits("cities")).isEqualTo(hits);
		}
		finally {
			writer.updatePopulation(SHANGHAI, POPULATION).expectStatus().isOk();
			other.updatePopulation(SHANGHAI, POPULATION).expectStatus().isOk();
		}
	}

	private static void findKey(Page page) {
		Locator form = page.getByRole(AriaRole.REGION, named("A key of a cache, in all places"));
		form.getByLabel("Application").selectOption("atlas");
		form.getByLabel("Cache").fill("cities");
		form.getByLabel("Key", new Locator.GetByLabelOptions().setExact(true)).fill(String.valueOf(SHANGHAI));
		page.keyboard().press("Enter");
	}

	@Test
	void whatFailedIsTriedAgain() {
		MemcachedServer silent = memcached.server(1);
		store(silent, "stuck:", 1);
		Page page = browser.logIn("admin", desk());
		silent.freeze();
		try {
			page.navigate("/look-up?cluster=main");
			page.locator("#item-key").fill("stuck:0");
			page.keyboard().press("Enter");
			button(page, "Evict from all servers").click();
			assertThat(page.getByText("One of 3 targets cannot do it at this moment")).isVisible();
			button(page, "Evict the key").click();
			assertThat(page.locator("header .state")).hasText("Partly done");
		}
		finally {
			silent.revive();
		}
		assertThat(title(page)).containsText("stuck:0");
		button(page, "Try again").click();
		Locator targets = page.locator("tbody tr");
		assertThat(targets).hasCount(1);
		assertThat(targets).containsText(silent.address().replace(':', '-'));
		button(page, "Evict the key").click();
		assertThat(page.locator("header .state")).hasText("Done");
		assertThat(holds(silent, "stuck:0")).isFalse();
	}

	@Test
	void timesAreThoseOfTheServiceWhereverTheBrowserIs() {
		Page page = browser.logIn("admin", desk().setTimezoneId("Pacific/Auckland"));
		page.navigate("/clusters/main");
		Locator chart = page.locator(".chart").first();
		chart.locator("summary").click();
		String latest = chart.locator("details tbody th").first().innerText();
		ZoneId zone = ZoneId.of(page.locator("body").getAttribute("data-zone"));
		assertThat(LocalDateTime.parse(latest, DateTimeFormatter.ofPattern("MMM d, y, HH:mm:ss", Locale.ENGLISH))
			.atZone(zone)
			.toInstant()).isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
	}

	@Test
	void loginLeadsToThePageThatWasAskedFor() {
		Page page = browser.open(desk());
		page.navigate("/clusters/main?window=1d");
		assertThat(page).hasURL(Pattern.compile("/login\\?to="));
		page.getByLabel("User name").fill("admin");
		page.getByLabel("Password").fill("wrong");
		button(page, "Log in").click();
		assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
		page.getByLabel("User name").fill("admin");
		page.getByLabel("Password").fill(AdminProcess.PASSWORD);
		button(page, "Log in").click();
		assertThat(page).hasURL(admin.url() + "/clusters/main?window=1d");
		button(page, "Pause").click();
		page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("LARDER_ADMIN_SESSION"));
		button(page, "Flush all servers").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your session has ended");
		page.getByLabel("User name").fill("admin");
		page.getByLabel("Password").fill(AdminProcess.PASSWORD);
		button(page, "Log in").click();
		assertThat(page).hasURL(admin.url() + "/clusters/main?window=1d");
	}

	@Test
	void wayBackFromAFormLeadsToAPage() {
		Page page = browser.logIn("admin", desk());
		page.navigate("/look-up?application=atlas");
		findKey(page);
		assertThat(page.locator("#found")).isVisible();
		button(page, "Evict everywhere").click();
		assertThat(title(page)).hasText("Before anything is done");
		page.getByRole(AriaRole.LINK, named("Leave everything as it is")).click();
		page.goBack();
		assertThat(title(page)).containsText("Evict key");
		assertThat(page.getByText("This was a plan. Nothing was changed.")).isVisible();
		page.goBack();
		assertThat(title(page)).hasText("Find a key");
		assertThat(page.getByLabel("Application", new Page.GetByLabelOptions().setExact(true))).hasValue("atlas");
		assertThat(page.getByLabel("Cache", new Page.GetByLabelOptions().setExact(true))).hasValue("cities");
		assertThat(page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).first())
			.hasValue(String.valueOf(SHANGHAI));
		assertThat(page.locator("#found")).isVisible();
		page.navigate("/look-up/item");
		assertThat(page).hasURL(admin.url() + "/look-up");
	}

	@Test
	void onlyWhatIsSeenHoldsAConnection() {
		Page page = browser.logIn("admin", desk());
		Set<String> ended = ConcurrentHashMap.newKeySet();
		page.onRequestFailed((request) -> ended.add(request.url()));
		page.onRequestFinished((request) -> ended.add(request.url()));
		String events = admin.url() + "/api/v1/overview/events";
		page.navigate("/clusters/main");
		show(page, false);
		// The stream of this page, and not that of the one before
		page.waitForRequest(events, () -> show(page, true));
		ended.clear();
		show(page, false);
		page.waitForCondition(() -> ended.contains(events));
		page.waitForRequest(events, () -> show(page, true));
	}

	@Test
	void anyNumberOfTabsCanBeSeen() {
		Page page = browser.logIn("admin", desk());
		String events = admin.url() + "/api/v1/overview/events";
		page.waitForRequest(events, () -> page.navigate("/clusters/main"));
		BrowserContext context = page.context();
		Set<Page> listening = ConcurrentHashMap.newKeySet();
		context.onRequest((request) -> {
			if (request.url().equals(events)) {
				listening.add(request.frame().page());
			}
		});
		List<Page> others = new ArrayList<>();
		// A browser has six connections to a host
		for (int i = 0; i < 8; i++) {
			Page other = context.newPage();
			other.navigate("/clusters/main");
			others.add(other);
		}
		assertThat(listening).doesNotContainAnyElementsOf(others);
		// What the one hears all show
		for (Page other : others) {
			other.waitForResponse(admin.url() + "/clusters/main", () -> {
			});
		}
		page.close();
		others.get(0).waitForCondition(() -> others.stream().filter(listening::contains).count() == 1);
	}

	/** Has a page believe that its tab is seen, or is not. */
	private static void show(Page page, boolean seen) {
		page.evaluate("(hidden) => { Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });"
				+ " document.dispatchEvent(new Event('visibilitychange')); }", !seen);
	}

	@Test
	void telephoneShowsAllFigures() {
		Page page = browser.logIn("admin",
				new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(390, 844));
		page.navigate("/clusters/main");
		Locator row = page.locator("table.cards tbody tr").first();
		List<String> labels = List.of("Hit ratio", "Reads/s", "Sets/s", "Items", "Memory", "Evictions/s",
				"Connections");
		assertThat(row.locator("td").evaluateAll("(all) => all.map((one) => one.dataset.label)")).isEqualTo(labels);
		for (Locator cell : row.locator("td").all()) {
			BoundingBox box = cell.boundingBox();
			assertThat(box.x).isNotNegative();
			assertThat(box.x + box.width).isLessThanOrEqualTo(390);
		}
	}

	@Test
	void paperIsWhite() {
		Page page = browser.logIn("admin", desk().setColorScheme(ColorScheme.DARK));
		page.navigate("/clusters/main");
		assertThat(page.locator(".plot canvas").first()).isVisible();
		Object dark = colourOfAnAxis(page);
		page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
		page.evaluate("dispatchEvent(new Event('beforeprint'))");
		assertThat(colourOfAnAxis(page)).isNotEqualTo(dark);
		assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
			.isEqualTo("rgb(255, 255, 255)");
		assertThat(page.locator(".side")).isHidden();
		page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
		page.evaluate("dispatchEvent(new Event('afterprint'))");
		assertThat(colourOfAnAxis(page)).isEqualTo(dark);
	}

	@Test
	void lookingCloserAtATimeOutlastsNewFigures() {
		Page page = browser.logIn("admin", desk());
		page.navigate("/clusters/main");
		Locator plot = page.locator(".u-over").first();
		assertThat(plot).isVisible();
		plot.scrollIntoViewIfNeeded();
		// Not all charts may have figures yet
		page.evaluate("() => { window.seen = document.querySelector('.u-over').closest('[data-chart]') }");
		double whole = seconds(page);
		BoundingBox box = plot.boundingBox();
		page.mouse().move(box.x + box.width * 0.3, box.y + box.height / 2);
		page.mouse().down();
		page.mouse().move(box.x + box.width * 0.6, box.y + box.height / 2);
		page.mouse().up();
		double closer = seconds(page);
		assertThat(closer).isLessThan(whole / 2);
		page.evaluate("() => { seen.rows = null }");
		page.keyboard().press("r");
		eventually(() -> Boolean.TRUE.equals(page.evaluate("seen.rows !== null")));
		assertThat(seconds(page)).isEqualTo(closer);
		page.mouse().dblclick(box.x + box.width / 2, box.y + box.height / 2);
		assertThat(seconds(page)).isGreaterThan(whole / 2);
	}

	/** Returns how long a time the chart shows that is looked at. */
	private static double seconds(Page page) {
		return ((Number) page.evaluate("seen.uplot.scales.x.max - seen.uplot.scales.x.min")).doubleValue();
	}

	/** Returns the colour of the numbers beside a chart, which is part of its picture. */
	private static Object colourOfAnAxis(Page page) {
		return page.evaluate("document.querySelector('[data-chart]').uplot.axes[0].stroke()");
	}

	@Test
	void cacheIsClearedWithoutJavaScript() {
		instances.get(0).updatePopulation(SHANGHAI, POPULATION).expectStatus().isOk();
		Page page = browser.logIn("admin", desk().setJavaScriptEnabled(false));
		page.getByRole(AriaRole.TABLE).first().getByRole(AriaRole.LINK, inTable("atlas")).click();
		page.getByRole(AriaRole.TABLE).first().getByRole(AriaRole.LINK, inTable("cities")).click();
		button(page, "Clear the cache").click();
		assertThat(title(page)).hasText("Before anything is done");
		button(page, "Clear the cache").click();
		eventually(() -> {
			page.reload();
			return page.locator("header .state").innerText().equals("Done");
		});
		// Other instances learn of it with their next poll, which is far off here
		assertThat(admin.post("/applications/atlas/key-lookups",
				"{\"cache\":\"cities\",\"key\":\"long~" + SHANGHAI + "\"}"))
			.contains("memcached holds a value that nobody is given any more");
	}

	@Test
	void serverIsFlushedOnlyWhenItsNameIsTyped() {
		Page page = browser.logIn("admin", desk());
		Locator flush = planFlush(page);
		Locator name = page.locator("#confirm");
		String typed = page.locator("label[for=confirm] code").innerText();
		assertThat(flush).isDisabled();
		name.pressSequentially(typed.substring(1));
		assertThat(flush).isDisabled();
		name.fill("");
		name.pressSequentially(typed);
		assertThat(flush).isEnabled();
		page.getByRole(AriaRole.LINK, named("Leave everything as it is")).click();
		assertThat(page).hasURL(admin.url() + "/clusters/main/servers/" + serverId());
	}

	@Test
	void serverIsFlushedWithoutJavaScriptOnlyWhenItsNameIsTyped() {
		MemcachedServer server = memcached.server(0);
		store(server, "flushed:", 25);
		Page page = browser.logIn("admin", desk().setJavaScriptEnabled(false));
		Locator flush = planFlush(page);
		String typed = page.locator("label[for=confirm] code").innerText();
		page.locator("#confirm").fill(typed.substring(1));
		flush.click();
		assertThat(page.getByRole(AriaRole.ALERT)).hasText("That was not the name. Nothing was done.");
		assertThat(holds(server, "flushed:0")).isTrue();
		page.locator("#confirm").fill(typed);
		flush.click();
		assertThat(page.locator("header .state")).hasText("Done");
		assertThat(holds(server, "flushed:0")).isFalse();
	}

	private static Locator planFlush(Page page) {
		page.navigate("/clusters/main/servers/" + serverId());
		Locator flush = button(page, "Flush the server");
		flush.click();
		assertThat(title(page)).hasText("Before anything is done");
		return flush;
	}

	@Test
	void hostileKeysAreShownAsText() {
		HOSTILE_KEYS.forEach((key) -> store(memcached.server(0), key.getBytes(StandardCharsets.UTF_8)));
		List<byte[]> others = List.of(new byte[] { (byte) 0xff, 0, '<', 'b', '>', (byte) 0xfe },
				"<img src=x onerror=alert(1)>".getBytes(StandardCharsets.UTF_8));
		others.forEach((key) -> store(memcached.server(0), key));
		Page page = browser.logIn("admin", desk());
		page.navigate("/clusters/main/scans");
		button(page, "List", true).click();
		assertThat(page.locator("header .state")).hasText("Done");
		assertThat(page.getByRole(AriaRole.TABLE).first()).containsText(Pattern.compile("(\\d+) / \\1"));
		Locator keys = page.getByRole(AriaRole.REGION, named("Keys", true));
		String scan = page.url();
		// What is no text without blanks is listed in base64
		for (byte[] key : others) {
			String base64 = Base64.getEncoder().encodeToString(key);
			assertThat(keys.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText(base64)))
				.isVisible();
		}
		for (String key : HOSTILE_KEYS) {
			page.navigate(scan);
			Locator found = keys.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText(shown(key)));
			assertThat(found).hasText(shown(key));
			found.click();
			assertThat(page.locator("#item-title code")).hasText(shown(key));
			assertThat(page.locator("#item")).containsText("there");
			assertThat(page.locator("img")).hasCount(0);
		}
	}

	/** Returns a key with what would turn the rest around made visible. */
	private static String shown(String key) {
		return key.replace("\u202E", "\\u202E");
	}

	@Test
	void hostileKeysThatAreReadAreShownAsText() {
		HOSTILE_KEYS.forEach((key) -> store(memcached.server(0), key.getBytes(StandardCharsets.UTF_8)));
		Page page = browser.logIn("admin", desk());
		page.navigate("/clusters/main/servers/" + serverId());
		button(page, "Watch reads for 10 s").click();
		Locator keys = page.getByRole(AriaRole.TABLE).first().getByRole(AriaRole.BUTTON);
		eventually(() -> {
			HOSTILE_KEYS.forEach((key) -> read(memcached.server(0), key.getBytes(StandardCharsets.UTF_8)));
			List<String> shown = keys.allInnerTexts();
			return HOSTILE_KEYS.stream().map(ConsoleEndToEndTests::shown).allMatch(shown::contains);
		});
		assertThat(page.locator("img")).hasCount(0);
		button(page, "Cancel").click();
		assertThat(page.locator("header .state")).hasText("Cancelled");
	}

	@Test
	void keysThatAreReadAreSortedByAClick() {
		MemcachedServer server = memcached.server(0);
		store(server, "sorted:", 2);
		Page page = browser.logIn("admin", desk());
		page.navigate("/clusters/main/servers/" + serverId());
		button(page, "Watch reads for 10 s").click();
		Locator keys = page.locator("td.key button")
			.filter(new Locator.FilterOptions().setHasText(Pattern.compile("^(sorted|missed):")));
		eventually(() -> {
			for (int i = 0; i < 5; i++) {
				read(server, "sorted:0".getBytes(StandardCharsets.UTF_8));
			}
			read(server, "sorted:1".getBytes(StandardCharsets.UTF_8));
			holds(server, "missed:0");
			return keys.count() == 3;
		});
		button(page, "Cancel").click();
		assertThat(page.locator("header .state")).hasText("Cancelled");
		assertThat(keys.first()).hasText("sorted:0");
		sortBy(page, "Key");
		assertThat(keys).hasText(new String[] { "missed:0", "sorted:0", "sorted:1" });
		sortBy(page, "Misses");
		assertThat(keys.first()).hasText("missed:0");
		assertThat(page).hasURL(Pattern.compile("\\?sort=MISSES$"));
		sortBy(page, "Reads");
		assertThat(keys.first()).hasText("sorted:0");
	}

	private static void sortBy(Page page, String column) {
		Locator head = page.getByRole(AriaRole.COLUMNHEADER, named(column));
		head.getByRole(AriaRole.LINK).click();
		assertThat(head).hasAttribute("aria-sort", column.equals("Key") ? "ascending" : "descending");
	}

	@Test
	void wideTableOnATelephoneFadesWhereItGoesOn() {
		Page page = browser.logIn("admin",
				new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(390, 844));
		page.navigate(CACHE);
		findInCache(page);
		Locator table = page.locator("#found .scroll");
		assertThat(table).hasAttribute("data-beyond", "end");
		assertThat(table).hasCSS("mask-image", Pattern.compile("gradient"));
		table.evaluate("(box) => box.scrollLeft = 10");
		assertThat(table).hasAttribute("data-beyond", "start end");
		table.evaluate("(box) => box.scrollLeft = box.scrollWidth");
		assertThat(table).hasAttribute("data-beyond", "start");
		page.setViewportSize(1440, 900);
		assertThat(table).hasAttribute("data-beyond", "");
		assertThat(table).hasCSS("mask-image", "none");
	}

	private static void findInCache(Page page) {
		page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(String.valueOf(SHANGHAI));
		page.keyboard().press("Enter");
	}

	@Test
	void keysOfTheKeyboardDoWhatTheirListSays() {
		Page page = browser.logIn("admin", desk());
		page.navigate("/about");
		page.keyboard().press("g");
		page.keyboard().press("o");
		assertThat(title(page)).hasText("Overview");
		page.waitForLoadState();
		page.keyboard().press("j");
		Locator row = page.locator("[data-row]").first().getByRole(AriaRole.LINK);
		assertThat(row).isFocused();
		page.keyboard().press("j");
		assertThat(row).not().isFocused();
		page.keyboard().press("k");
		assertThat(row).isFocused();
		page.waitForResponse("/", () -> page.keyboard().press("r"));
		page.keyboard().press("?");
		assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
		page.keyboard().press("Escape");
		assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
		assertThat(row).isFocused();
		page.navigate(CACHE);
		page.keyboard().press("/");
		assertThat(page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true))).isFocused();
		page.keyboard().press("?");
		assertThat(page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true))).hasValue("?");
	}

	@Test
	void keysOfTheKeyboardCanBeSwitchedOff() {
		Page page = browser.logIn("admin", desk());
		page.navigate("/preferences");
		page.getByLabel("Single keys do something").uncheck();
		button(page, "Save").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved");
		page.waitForLoadState();
		page.keyboard().press("?");
		assertThat(page.locator("#help")).isHidden();
		page.getByLabel("Single keys do something").check();
		button(page, "Save").click();
		assertThat(page.getByLabel("Single keys do something")).isChecked();
		page.waitForLoadState();
		page.keyboard().press("?");
		assertThat(page.locator("#help")).isVisible();
	}

	@Test
	void firstLinkSkipsTheNavigation() {
		Page page = browser.logIn("admin", desk());
		page.keyboard().press("Tab");
		Locator skip = page.getByText("Skip to the content");
		assertThat(skip).isFocused();
		assertThat(skip).isInViewport();
		page.keyboard().press("Enter");
		assertThat(page.locator("#main")).isFocused();
	}

	@Test
	void figuresKeepUpUntilTheyArePaused() {
		Page page = browser.logIn("admin", desk());
		page.evaluate("window.first = true");
		Locator entries = page.getByRole(AriaRole.TABLE).first().getByRole(AriaRole.CELL).last();
		load(2988507, 2643743, 5128581);
		eventually(() -> entries.innerText().equals(String.valueOf(entries("*"))));
		button(page, "Pause").click();
		String shown = entries.innerText();
		load(1816670, 1850147, 2950159);
		eventually(() -> {
			double items = JsonPath.read(admin.get("/overview"), "$.applications[0].latest.figures.items");
			return items == entries("*") && items > Integer.parseInt(shown);
		});
		assertThat(entries).hasText(shown);
		button(page, "Go on").click();
		eventually(() -> entries.innerText().equals(String.valueOf(entries("*"))));
		assertThat(entries).not().hasText(shown);
		assertThat(page.evaluate("window.first")).isEqualTo(true);
	}

	@Test
	void whatIsOpenAndTypedStaysWhileFiguresKeepUp() {
		Page page = browser.logIn("admin", desk());
		page.navigate(CACHE);
		Locator entries = page.locator(".figures div")
			.filter(new Locator.FilterOptions().setHasText("Entries"))
			.locator("dd");
		String before = entries.innerText();
		Locator table = page.locator(".chart details").first();
		table.locator("summary").click();
		page.getByLabel("Keys that begin with").fill("typed before");
		Locator key = page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true));
		key.pressSequentially("typed");
		page.mouse().wheel(0, 300);
		page.waitForFunction("scrollY > 0");
		Object scrolled = page.evaluate("scrollY");
		load(524901, 3117735, 3169070);
		assertThat(entries).not().hasText(before);
		eventually(() -> entries.innerText().equals(String.valueOf(entries("cities"))));
		assertThat(page.evaluate("scrollY")).isEqualTo(scrolled);
		assertThat(table).hasAttribute("open", "");
		assertThat(page.getByLabel("Keys that begin with")).hasValue("typed before");
		assertThat(key).hasValue("typed");
		assertThat(key).isFocused();
	}

	/** Has an instance cache cities that no other test asks for. */
	private static void load(long... cities) {
		for (long city : cities) {
			instances.get(0).get("/cities/" + city).expectStatus().isOk();
		}
	}

	@Test
	void viewerSeesNothingToDoThatIsRefused() {
		Page page = browser.logIn("viewer", desk());
		Set<Object> links = new TreeSet<>();
		for (String path : List.of("/", "/clusters/main", "/clusters/main/differences",
				"/clusters/main/servers/" + serverId(), "/applications/atlas", "/applications/atlas/matrix", CACHE,
				"/operations", "/tokens", "/about", "/preferences")) {
			page.navigate(path);
			assertThat(page.locator(".plot noscript")).hasCount(0);
			assertThat(page.locator("form[method=post] button").allInnerTexts()).isSubsetOf("Log out", "Save", "Create",
					"Revoke");
			links.addAll((List<?>) page.locator("a[href]").evaluateAll("(all) => all.map((a) => a.href)"));
		}
		assertThat(links).hasSizeGreaterThan(15).allMatch((link) -> page.request().get(link.toString()).ok());
	}

	@Test
	void germanIsSpokenToWhoWantsIt() {
		Page page = browser.logIn("admin", desk().setLocale("de-DE"));
		assertThat(title(page)).hasText("Übersicht");
		assertThat(page.locator("html")).hasAttribute("lang", "de");
		page.getByRole(AriaRole.LINK, named("Einstellungen")).click();
		page.getByLabel("Sprache").selectOption("EN");
		button(page, "Speichern").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved");
	}

	private static Browser.NewContextOptions desk() {
		return new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1440, 900);
	}

	private static Locator button(Page page, String name) {
		return button(page, name, false);
	}

	private static Locator button(Page page, String name, boolean exact) {
		return page.getByRole(AriaRole.BUTTON, named(name, exact));
	}

	private static Locator title(Page page) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private static Page.GetByRoleOptions named(String name) {
		return named(name, false);
	}

	private static Page.GetByRoleOptions named(String name, boolean exact) {
		return new Page.GetByRoleOptions().setName(name).setExact(exact);
	}

	private static Locator.GetByRoleOptions inTable(String name) {
		return new Locator.GetByRoleOptions().setName(name);
	}

	/** Waits in this thread, which is the only one that may talk to the browser. */
	private static void eventually(BooleanSupplier condition) {
		Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
	}

	private static String serverId() {
		return memcached.server(0).address().replace(':', '-');
	}

	private static int entries(String cache) {
		return entries(instances.get(0), cache) + entries(instances.get(1), cache);
	}

	/** Returns what an instance says of the entries of a cache, or of all. */
	private static int entries(SampleProcess instance, String cache) {
		String caches = cache.equals("*") ? "*" : "?(@.name=='" + cache + "')";
		List<Integer> sizes = JsonPath.read(instance.body("/actuator/larder"),
				"$.caches[" + caches + "].statistics.size");
		return sizes.stream().mapToInt(Integer::intValue).sum();
	}

	private static boolean holds(MemcachedServer server, String key) {
		try (MemcachedConnection connection = server.connect()) {
			return connection.get(key) != null;
		}
	}

	private static void store(MemcachedServer server, String prefix, int count) {
		for (int i = 0; i < count; i++) {
			store(server, (prefix + i).getBytes(StandardCharsets.UTF_8));
		}
	}

	/** Stores an item under any bytes. */
	private static void store(MemcachedServer server, byte[] key) {
		try (MemcachedConnection connection = server.connect()) {
			connection.send(meta("ms", key, "1"));
			connection.send("1");
			assertThat(connection.readLine()).startsWith("HD");
		}
	}

	private static void read(MemcachedServer server, byte[] key) {
		try (MemcachedConnection connection = server.connect()) {
			connection.send(meta("mg", key, ""));
			assertThat(connection.readLine()).startsWith("HD");
		}
	}

	/** Returns a command with the key in base64, unless that is too long. */
	private static String meta(String command, byte[] key, String arguments) {
		String base64 = Base64.getEncoder().encodeToString(key);
		return (base64.length() <= 250) ? command + " " + base64 + " " + arguments + " b"
				: command + " " + new String(key, StandardCharsets.UTF_8) + " " + arguments;
	}

}
