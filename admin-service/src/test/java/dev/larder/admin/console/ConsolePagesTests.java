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

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import jakarta.servlet.http.Cookie;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the pages as a browser without JavaScript has them.
 */
@ServerTest
class ConsolePagesTests extends AbstractAdminServiceTests {

	private static final String HOSTILE = "<script>alert(1)</script>\"><img src=x>";

	private MvcTestResult page(String user, String path) {
		return this.mvc.get()
			.uri(path)
			.accept(MediaType.TEXT_HTML)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.exchange();
	}

	private MockMvcRequestBuilder form(String user, String path) {
		return this.mvc.post()
			.uri(path)
			.accept(MediaType.TEXT_HTML)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.with(SecurityMockMvcRequestPostProcessors.csrf());
	}

	private static String text(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static String hidden(String page, String name) {
		Matcher matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
		assertThat(matcher.find()).as(name).isTrue();
		return matcher.group(1);
	}

	@Test
	void serverShowsWhatItSays() {
		store(first, "a", "1");
		assertThat(page("viewer", "/clusters/main/servers/" + id(first) + "?tab=STATS")).hasStatusOk()
			.bodyText()
			.contains("curr_items", "<td>1</td>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FIGURES", "STATS", "SLABS", "SETTINGS", "CONNECTIONS", "CAPABILITIES" })
	void everyPartOfAServerIsShown(String tab) {
		assertThat(page("viewer", "/clusters/main/servers/" + id(first) + "?tab=" + tab)).hasStatusOk()
			.bodyText()
			.contains("aria-current=\"true\"");
	}

	@Test
	void hostileKeyIsText() {
		MvcTestResult result = form("operator", "/look-up/item").param("cluster", "main")
			.param("key", HOSTILE.replace(" ", ""))
			.exchange();
		assertThat(text(result)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<img");
	}

	@Test
	void hostileCacheIsText() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}");
		MvcTestResult result = form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", HOSTILE)
			.param("key", HOSTILE)
			.exchange();
		assertThat(text(result)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<img");
	}

	@Test
	void pageWithAKeyIsNotKept() {
		assertThat(form("operator", "/look-up/item").param("cluster", "main").param("key", "a").exchange())
			.hasStatusOk()
			.hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	@Test
	void keyThatMemcachedCannotHoldIsExplained() {
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main").param("key", "a b").exchange()))
			.contains("role=\"alert\"");
	}

	@Test
	void keyIsEvictedByAPlan() {
		store(first, "old", "1");
		store(second, "old", "1");
		String plan = text(form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", "old")
			.exchange());
		assertThat(first.command("mg old s")).isEqualTo("HD s1");
		MvcTestResult done = form("operator", "/operations").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", hidden(plan, "key"))
			.param("planId", hidden(plan, "planId"))
			.param("reason", "a test")
			.exchange();
		assertThat(done).hasStatus3xxRedirection();
		assertThat(first.command("mg old s")).isEqualTo("EN");
		assertThat(second.command("mg old s")).isEqualTo("EN");
		assertThat(text(page("operator", String.valueOf(done.getResponse().getRedirectedUrl())))).contains("a test",
				"Done", id(first), id(second));
	}

	@Test
	void flushWantsTheNameTyped() {
		store(first, "kept", "1");
		String plan = text(form("admin", "/operations/plan").param("type", "SERVER_FLUSH")
			.param("cluster", "main")
			.param("server", id(first))
			.exchange());
		assertThat(plan).contains("data-confirm=\"");
		MvcTestResult refused = form("admin", "/operations").param("type", "SERVER_FLUSH")
			.param("cluster", "main")
			.param("server", id(first))
			.param("planId", hidden(plan, "planId"))
			.param("confirm", "something else")
			.exchange();
		assertThat(refused).hasStatusOk();
		assertThat(text(refused)).contains("Nothing was done");
		assertThat(first.command("mg kept s")).isEqualTo("HD s1");
	}

	@Test
	void planIsRefusedWhenItIsNotTheOneThatWasSeen() {
		store(first, "kept", "1");
		assertThat(text(form("operator", "/operations").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", "kept")
			.param("planId", "another")
			.exchange())).contains("The targets have changed");
		assertThat(first.command("mg kept s")).isEqualTo("HD s1");
	}

	@Test
	void viewerIsOfferedNothingThatIsForbidden() {
		assertThat(text(page("viewer", "/clusters/main"))).doesNotContain("/operations/plan", "/look-up", "/scans",
				"/audit");
		assertThat(text(page("viewer", "/applications/atlas/cache?name=cities"))).doesNotContain("/operations/plan",
				"/look-up");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b c", "100%", "a;b", "a\\b", "caf\u00e9" })
	void cacheMayHaveAnyName(String name) {
		assertThat(this.mvc.get()
			.uri("/applications/atlas/cache")
			.param("name", name)
			.accept(MediaType.TEXT_HTML)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("viewer", PASSWORD))
			.exchange()).hasStatusOk();
	}

	@Test
	void serverThatDoesNotAnswerIsNamed() {
		freezable.freeze();
		assertThat(page("viewer", "/clusters/mixed/differences")).hasStatusOk()
			.bodyText()
			.contains("1 of 2 have answered");
	}

	@Test
	void unknownClusterIsNotFound() {
		assertThat(page("viewer", "/clusters/none")).hasStatus(404);
	}

	@Test
	void scopeHidesWhatIsOutsideOfIt() {
		assertThat(text(page("team", "/"))).contains("/applications/atlas").doesNotContain("/clusters/main");
		assertThat(page("team", "/clusters/main")).hasStatus(404);
	}

	@Test
	void languageIsThatOfTheBrowserUnlessOneWasChosen() {
		MockMvcRequestBuilder german = this.mvc.get()
			.uri("/")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "de-AT, en;q=0.5")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("viewer", PASSWORD));
		assertThat(text(german.exchange())).contains("lang=\"de\"", "Übersicht", "Anwendungen");
		assertThat(text(german.cookie(new Cookie("LARDER_ADMIN_LANGUAGE", "en")).exchange())).contains("lang=\"en\"",
				"Overview");
	}

	@Test
	void apiSpeaksEnglishToEverybody() {
		assertThat(this.mvc.post()
			.uri("/api/v1/clusters/main/scans")
			.header(HttpHeaders.ACCEPT_LANGUAGE, "de")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"limit\":-1}")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("operator", PASSWORD))
			.exchange()).bodyText().contains("must be greater than or equal to 0");
	}

	@Test
	void preferencesAreKeptInCookies() {
		MvcTestResult saved = form("viewer", "/preferences").param("theme", "DARK").param("language", "DE").exchange();
		assertThat(saved).hasStatus3xxRedirection();
		assertThat(saved.getResponse().getHeaders(HttpHeaders.SET_COOKIE))
			.anySatisfy((cookie) -> assertThat(cookie).contains("LARDER_ADMIN_THEME=dark", "HttpOnly", "SameSite=Lax"))
			.anySatisfy((cookie) -> assertThat(cookie).contains("LARDER_ADMIN_SHORTCUTS=off"));
		assertThat(text(this.mvc.get()
			.uri("/preferences")
			.cookie(new Cookie("LARDER_ADMIN_THEME", "dark"), new Cookie("LARDER_ADMIN_SHORTCUTS", "off"))
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("viewer", PASSWORD))
			.exchange())).contains("data-theme=\"dark\"", "data-shortcuts=\"off\"");
	}

	@Test
	void forgedPreferencesAreIgnored() {
		assertThat(this.mvc.get()
			.uri("/")
			.cookie(new Cookie("LARDER_ADMIN_THEME", "evil"), new Cookie("LARDER_ADMIN_LANGUAGE", "x"))
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("viewer", PASSWORD))
			.exchange()).hasStatusOk();
	}

	@Test
	void tokenIsShownOnce() {
		String created = text(
				form("viewer", "/tokens").param("name", "ci").param("days", "1").param("role", "VIEWER").exchange());
		assertThat(created).contains("data-copy=\"");
		Matcher secret = Pattern.compile("data-copy=\"([^\"]+)\"").matcher(created);
		assertThat(secret.find()).isTrue();
		assertThat(text(page("viewer", "/tokens"))).contains(">ci<").doesNotContain(secret.group(1));
	}

	@Test
	void auditShowsWhoDidWhat() {
		form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", "a")
			.exchange();
		assertThat(text(page("admin", "/audit?principal=operator"))).contains("KEY_EVICT", "PLANNED");
	}

	@Test
	void scanListsKeys() {
		store(first, "shop:one", "1");
		store(second, "shop:two", "1");
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "shop:").exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await()
			.untilAsserted(() -> assertThat(text(page("operator", path))).contains("shop:one", "shop:two", "2 keys"));
	}

	@Test
	void staticFilesAreKeptByBrowsers() {
		String page = text(page("viewer", "/"));
		Matcher styles = Pattern.compile("href=\"(/css/console-[0-9a-f]{32}.css)\"").matcher(page);
		assertThat(styles.find()).isTrue();
		assertThat(this.mvc.get().uri(styles.group(1)).exchange()).hasStatusOk()
			.hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public");
	}

	@Test
	void pagesNeedNothingFromElsewhere() {
		assertThat(text(page("admin", "/"))).doesNotContainPattern("(src|href)=\"(https?:)?//");
	}

}
