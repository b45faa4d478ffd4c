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
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.history.Poller;
import dev.larder.test.ServerTest;
import jakarta.servlet.http.Cookie;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.support.StaticMessageSource;
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

	@Autowired
	private Poller poller;

	private final Display display = new Display(Locale.ENGLISH, new StaticMessageSource(),
			Clock.system(ZoneId.systemDefault()));

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

	/** Looks a key up, and returns where what was found can be loaded again. */
	private String found(MockMvcRequestBuilder form) {
		Matcher address = Pattern.compile("data-address=\"(/look-up/[0-9a-f-]{36})\"").matcher(text(form.exchange()));
		assertThat(address.find()).isTrue();
		return address.group(1);
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

	@ParameterizedTest
	@ValueSource(strings = { "", "?tab=FIGURES" })
	void figuresOfAServerAreLive(String tab) {
		assertThat(text(page("viewer", "/clusters/main/servers/" + id(first) + tab))).contains("data-live=");
		assertThat(text(page("viewer", "/clusters/main/servers/" + id(first) + "?tab=STATS")))
			.doesNotContain("data-live=");
	}

	@Test
	void memoryThatItemsDoNotFillIsShown() {
		store(first, "waste", "1");
		assertThat(text(page("viewer", "/clusters/main/servers/" + id(first) + "?tab=SLABS")))
			.containsPattern("<td class=\"number\">[1-9]\\d?(\\.\\d)?\\s%</td>");
	}

	@Test
	void tokensAreOfViewersUnlessMoreIsWanted() {
		assertThat(text(page("admin", "/tokens"))).contains("value=\"VIEWER\" selected");
	}

	@Test
	void formOfATokenKeepsWhatWasTyped() {
		assertThat(text(form("viewer", "/tokens").param("name", " ")
			.param("days", "7")
			.param("role", "VIEWER")
			.param("clusters", "nope*")
			.exchange())).contains("role=\"alert\"", "value=\"7\"", "value=\"nope*\"");
	}

	@Test
	void whatIsNoBase64IsSaidToBeNone() {
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main").param("keyBase64", "!").exchange()))
			.contains("role=\"alert\"", "not valid base64");
	}

	@Test
	void valueOfAnItemIsOneButtonAway() {
		store(first, "listed", "the value of it");
		String item = text(form("reader", "/look-up/item").param("cluster", "main").param("key", "listed").exchange());
		assertThat(item).contains("Show the values").doesNotContain("the value of it");
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main").param("key", "listed").exchange()))
			.doesNotContain("Show the values");
	}

	@Test
	void keyThatIsNoTextIsSaidToBeInBase64() {
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main")
			.param("keyBase64", "ZXllczr//oBiaW4=")
			.exchange())).contains("base64 · ");
		assertThat(text(
				form("operator", "/look-up/item").param("cluster", "main").param("key", "ZXllczr//oBiaW4=").exchange()))
			.doesNotContain("base64 · ");
	}

	@Test
	void hostileKeyIsText() {
		String found = found(
				form("operator", "/look-up/item").param("cluster", "main").param("key", HOSTILE.replace(" ", "")));
		assertThat(text(page("operator", found))).contains("&lt;script&gt;alert(1)")
			.doesNotContain("<script>alert", "<img");
	}

	@Test
	void hostileCacheIsText() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}");
		String found = found(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", HOSTILE)
			.param("key", HOSTILE));
		assertThat(text(page("operator", found))).contains("&lt;script&gt;alert(1)")
			.doesNotContain("<script>alert", "<img");
	}

	@Test
	void pageWithAKeyIsNotKept() {
		MockMvcRequestBuilder form = form("operator", "/look-up/item").param("cluster", "main").param("key", "a");
		for (MvcTestResult result : List.of(form.exchange(), page("operator", found(form)))) {
			assertThat(result).hasStatusOk()
				.headers()
				.satisfies((headers) -> assertThat(headers.getCacheControl()).contains("no-store"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "/clusters/main, /api/v1/clusters/main/history?window=1d",
			"/applications/atlas, /api/v1/applications/atlas/history?window=1d",
			"/applications/atlas/cache?name=cities, /api/v1/applications/atlas/history?cache=cities&amp;window=1d" })
	void chartsShowTheChosenWindow(String path, String history) {
		this.poller.poll();
		String page = text(page("viewer", path + (path.contains("?") ? "&" : "?") + "window=1d"));
		assertThat(page.split("data-chart=\"" + Pattern.quote(history) + "\"", -1)).hasSizeGreaterThan(6);
	}

	@Test
	void keyThatMemcachedCannotHoldIsExplained() {
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main").param("key", "a b").exchange()))
			.contains("role=\"alert\"", "value=\"a b\"");
	}

	@Test
	void whatWasFoundCanBeLoadedAgain() {
		String found = found(form("operator", "/look-up/item").param("cluster", "main").param("key", "again"));
		assertThat(text(page("operator", found))).contains("<code>again</code>").doesNotContain("<td>there</td>");
		store(first, "again", "1");
		assertThat(text(page("operator", found))).contains("<td>there</td>");
	}

	@Test
	void itemOfAnEntryIsShownBesideItsPlaces() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"entry\"}");
		String entry = found(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "entry"));
		store(first, "item", "of the entry");
		String item = found(form("operator", "/look-up/item").param("cluster", "main")
			.param("key", "item")
			.param("after", entry.replace("/look-up/", "")));
		assertThat(text(page("operator", item))).contains("<code>entry</code>", "<code>item</code>", "<td>there</td>");
	}

	@Test
	void valuesInAllPlacesAreShownBesideOneAnother() {
		store(first, "atlas:cities:berlin", "{\"name\":\"Berlin\",\"population\":3426354}");
		instance.answerLookUp(200, reportWithValue("{\"name\":\"Berlin\",\"population\":3426355}"));
		otherInstance.answerLookUp(200, report("\"valueWithheld\":true"));
		MockMvcRequestBuilder form = form("reader", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "berlin");
		assertThat(text(form.exchange())).contains("Show the values").doesNotContain("3426354");
		String found = found(form("reader", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "berlin")
			.param("value", "true"));
		assertThat(text(page("reader", found)))
			.containsSubsequence("<span class=\"row\">", "Berlin", "<span class=\"row differs\">", "3426354",
					"<span class=\"row\">", "Berlin", "<span class=\"row differs\">", "3426355",
					"Not shown by " + otherInstance.id())
			.doesNotContain("Show the values");
		assertThat(text(page("operator", found))).contains("<code>berlin</code>").doesNotContain("3426354", "3426355");
		assertThat(text(page("admin", "/audit?type=VALUE_VIEW"))).contains("reader").doesNotContain("berlin");
	}

	private static String reportWithValue(String value) {
		return report("\"value\":{\"flags\":0,\"data\":\""
				+ Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "\",\"sizeBytes\":"
				+ value.length() + "}");
	}

	private static String report(String last) {
		return "{\"mode\":\"tiered\",\"key\":\"berlin\",\"itemKey\":\"atlas:cities:berlin\",\"node\":\""
				+ first.address() + "\",\"local\":{\"servable\":true,\"digest\":\"0123456789abcdef\",\"sizeBytes\":9},"
				+ last + "}";
	}

	@Test
	void whatIsNotRememberedIsSaidToBe() {
		MvcTestResult result = page("operator", "/look-up/6f3d9a0e-0000-4000-8000-000000000000");
		assertThat(result).hasStatus3xxRedirection();
		assertThat(text(page("operator", String.valueOf(result.getResponse().getRedirectedUrl()))))
			.contains("What was looked up is not remembered any more");
	}

	@Test
	void operationLeadsToItsKeyAndItsPages() {
		String plan = text(evict("operator", "/operations/plan", "main", "way").exchange());
		assertThat(plan).contains("href=\"/clusters/main\">Leave everything as it is");
		String operation = text(page("operator",
				String.valueOf(evict("operator", "/operations", "main", "way").param("plan", hidden(plan, "plan"))
					.exchange()
					.getResponse()
					.getRedirectedUrl())));
		assertThat(operation).contains(" / <a href=\"/clusters/main\">main</a>", "Look the key up");
		String found = found(form("operator", "/look-up/item").param("cluster", hidden(operation, "cluster"))
			.param("key", hidden(operation, "key")));
		assertThat(text(page("operator", found))).contains("<code>way</code>");
	}

	@Test
	void planThatWasLeftCanBeMadeAgain() {
		String plan = text(evict("operator", "/operations/plan", "main", "left").exchange());
		Matcher address = Pattern.compile("data-address=\"([^\"]+)\"").matcher(plan);
		assertThat(address.find()).isTrue();
		assertThat(text(page("operator", address.group(1)))).contains("This was a plan. Nothing was changed.",
				"Make the plan again", "name=\"key\" value=\"left\"");
	}

	@Test
	void planThatWasCarriedOutLeadsToWhatWasDone() {
		String plan = text(evict("operator", "/operations/plan", "main", "done").exchange());
		String done = String
			.valueOf(evict("operator", "/operations", "main", "done").param("plan", hidden(plan, "plan"))
				.exchange()
				.getResponse()
				.getRedirectedUrl());
		assertThat(text(page("operator", "/operations/" + hidden(plan, "plan"))))
			.contains("This plan was carried out.", "href=\"" + done + "\"")
			.doesNotContain("Nothing was changed", "Make the plan again");
	}

	@Test
	void planOfAKeyThatWasFoundLeadsBackToIt() {
		String found = found(form("operator", "/look-up/item").param("cluster", "main").param("key", "back"));
		String plan = text(
				evict("operator", "/operations/plan", "main", "back").param("from", found.replace("/look-up/", ""))
					.exchange());
		assertThat(plan).contains("href=\"" + found + "\">Leave everything as it is");
		assertThat(hidden(plan, "from")).isEqualTo(found.replace("/look-up/", ""));
	}

	@Test
	void itemOfACacheLeadsToAllItsPlaces() {
		this.poller.poll();
		String item = text(form("operator", "/look-up/item").param("cluster", "main")
			.param("key", "atlas:cities:long~1")
			.exchange());
		assertThat(item).contains("In all places: atlas / cities", "name=\"key\" value=\"long~1\"",
				"Instances may have copies");
		assertThat(text(form("operator", "/look-up/item").param("cluster", "main").param("key", "other:1").exchange()))
			.doesNotContain("In all places: ", "Instances may have copies");
	}

	@Test
	void cacheThatNoInstanceHasIsSaidNotToExist() {
		this.poller.poll();
		instance.answerLookUp(404, "{\"code\":\"unknown-cache\",\"message\":\"None.\"}");
		otherInstance.answerLookUp(404, "{\"code\":\"unknown-cache\",\"message\":\"None.\"}");
		assertThat(text(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "nosuch")
			.param("key", "1")
			.exchange())).contains("No instance of atlas has a cache &#39;nosuch&#39; now.", "cities");
	}

	@Test
	void keyThatWasFoundIsTheSameWhenItIsNotCachedAnyMore() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"long~7\",\"local\":{\"servable\":true}}");
		String found = found(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "7"));
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"long~7\"}");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"long~7\"}");
		assertThat(text(page("operator", found))).contains("<code>long~7</code>", "Not cached", "value=\"7\"")
			.doesNotContain("Looked for as");
		assertThat(instance.bodies()).last().asString().contains("\"key\":\"long~7\"");
	}

	@Test
	void spellingsOfAKeyThatIsNotFoundAreNamed() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"7\"}");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"7\"}");
		assertThat(text(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "7")
			.exchange())).contains("Looked for as long~7, int~7, too, and not found.");
	}

	@Test
	void blanksAroundAKeyAreNamed() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\" a\"}");
		assertThat(text(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", " a")
			.exchange())).contains("begins or ends with a blank");
	}

	@Test
	void tabsOfAServerStayWhileItDoesNotAnswer() {
		freezable.freeze();
		assertThat(page("viewer", "/clusters/freezable/servers/" + id(freezable) + "?tab=STATS")).hasStatusOk()
			.bodyText()
			.contains("role=\"alert\"", "?tab=FIGURES", "This page asks anew");
		assertThat(page("viewer", "/clusters/freezable/differences")).hasStatusOk()
			.bodyText()
			.contains("role=\"alert\"")
			.doesNotContain("None of the 1");
	}

	@Test
	void planSaysWhetherCopiesOfTheKeyGoToo() {
		assertThat(text(form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", "old")
			.exchange())).contains("in their memory stay").doesNotContain("from the memory of every instance");
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"old\"}");
		assertThat(text(form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("application", "atlas")
			.param("cache", "cities")
			.param("key", "old")
			.exchange())).contains("from the memory of every instance");
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
			.param("plan", hidden(plan, "plan"))
			.param("reason", "a test")
			.exchange();
		assertThat(done).hasStatus3xxRedirection();
		assertThat(first.command("mg old s")).isEqualTo("EN");
		assertThat(second.command("mg old s")).isEqualTo("EN");
		assertThat(text(page("operator", String.valueOf(done.getResponse().getRedirectedUrl())))).contains("a test",
				"Done", id(first), id(second));
	}

	@Test
	void planIsCarriedOutOnceHoweverOftenItsButtonIsPressed() {
		String plan = text(form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("cluster", "main")
			.param("key", "pressed-twice")
			.exchange());
		List<String> done = Stream
			.generate(() -> form("operator", "/operations").param("type", "KEY_EVICT")
				.param("cluster", "main")
				.param("key", hidden(plan, "key"))
				.param("plan", hidden(plan, "plan"))
				.exchange())
			.limit(2)
			.map((result) -> result.getResponse().getRedirectedUrl())
			.toList();
		assertThat(done.get(0)).startsWith("/operations/");
		assertThat(done.get(1)).isEqualTo(done.get(0));
	}

	@Test
	void planIsCarriedOutForNobodyElseAndForNothingElse() {
		String plan = text(evict("operator", "/operations/plan", "main", "planned").exchange());
		store(first, "planned", "1");
		store(first, "other", "1");
		for (MockMvcRequestBuilder request : List.of(
				evict("reader", "/operations", "main", "planned").param("plan", hidden(plan, "plan")),
				evict("operator", "/operations", "main", "other").param("plan", hidden(plan, "plan")),
				evict("operator", "/operations", "main", "planned"))) {
			assertThat(text(request.exchange())).contains("Nothing was done; this is the new plan");
		}
		assertThat(first.command("mg planned s")).isEqualTo("HD s1");
		assertThat(first.command("mg other s")).isEqualTo("HD s1");
	}

	private MockMvcRequestBuilder evict(String user, String path, String cluster, String key) {
		return form(user, path).param("type", "KEY_EVICT").param("cluster", cluster).param("key", key);
	}

	@Test
	void whatFailsIsSaidBeforeAndTriedAgainAfterwards() {
		store(first, "stale", "1");
		store(freezable, "stale", "1");
		freezable.freeze();
		String plan = text(evict("operator", "/operations/plan", "mixed", "stale").exchange());
		assertThat(plan).contains("One of 2 targets cannot do it at this moment", "Evict the key");
		String partly = String
			.valueOf(evict("operator", "/operations", "mixed", "stale").param("plan", hidden(plan, "plan"))
				.exchange()
				.getResponse()
				.getRedirectedUrl());
		Awaitility.await().untilAsserted(() -> assertThat(text(page("operator", partly))).contains("Partly done"));
		assertThat(text(page("viewer", partly))).doesNotContain("stale", "retryOf")
			.contains("the key itself is not recorded");
		String page = text(page("operator", partly));
		assertThat(page).contains("Try again", "<code>stale</code>").doesNotContain("not-present");
		freezable.revive();
		String again = text(evict("operator", "/operations/plan", "mixed", hidden(page, "key"))
			.param("retryOf", hidden(page, "retryOf"))
			.exchange());
		assertThat(again).contains(id(freezable)).doesNotContain(">" + id(first) + "<", "cannot do it");
		String done = String
			.valueOf(evict("operator", "/operations", "mixed", "stale").param("retryOf", hidden(again, "retryOf"))
				.param("plan", hidden(again, "plan"))
				.exchange()
				.getResponse()
				.getRedirectedUrl());
		assertThat(text(page("operator", done))).contains("Done", partly.replace("/operations/", ""));
		assertThat(freezable.command("mg stale s")).isEqualTo("EN");
	}

	@Test
	void planThatNoTargetCanCarryOutOffersNothingToConfirm() {
		freezable.freeze();
		String plan = text(evict("operator", "/operations/plan", "freezable", "stale").exchange());
		assertThat(plan).contains("No target can do it at this moment", "Make the plan again")
			.doesNotContain("Evict the key</button>", "name=\"plan\"");
	}

	@Test
	void clusterShowsWhatEachServerShouldHold() {
		assertThat(text(page("viewer", "/clusters/main"))).contains("What each server should hold", "Keys by the ring");
		assertThat(text(page("viewer", "/clusters/freezable"))).doesNotContain("Keys by the ring");
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
			.param("plan", hidden(plan, "plan"))
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
			.param("plan", "another")
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
		assertThat(text(page("admin", "/audit?principal=operator"))).contains("title=\"KEY_EVICT\">Evict key<",
				"PLANNED", "href=\"/operations/");
	}

	@Test
	void plansAreListedWhenTheyAreWanted() {
		String plan = hidden(text(evict("operator", "/operations/plan", "main", "wish").exchange()), "plan");
		assertThat(text(page("viewer", "/operations"))).contains("Show plans, too").doesNotContain(plan);
		assertThat(text(page("viewer", "/operations?plans=true"))).contains("Hide plans", plan);
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
	void treeOfKeysIsOpenedByLinks() {
		for (int i = 0; i < 300; i++) {
			store(first, "shop:carts:" + i, "1");
		}
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "").exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await().untilAsserted(() -> assertThat(text(page("operator", path))).contains("300 keys"));
		String root = text(page("operator", path));
		assertThat(root).contains(">shop:</code>").doesNotContain(">carts:</code>");
		String shop = text(page("operator", path + "?" + link(root, "shop:")));
		assertThat(shop).contains(">carts:</code>");
		String carts = text(page("operator", path + "?" + link(shop, "carts:")));
		assertThat(carts).contains("300 keys beginning with", "<code>shop:carts:</code>", "1 of 3");
		assertThat(carts.split("name=\"key\"", -1)).hasSizeLessThan(250);
		assertThat(page("operator", path + "?node=99")).hasStatus(404);
	}

	private static String link(String page, String node) {
		Matcher link = Pattern.compile("\\?(node=\\d+)#tree\"[^>]*>\\s*<span[^>]*>.</span>\\s*<code>" + node)
			.matcher(page);
		assertThat(link.find()).as(node).isTrue();
		return link.group(1);
	}

	@Test
	void keysOfAListAreSortedAndFilteredByLinksAndAForm() {
		store(first, "shop:a", "1");
		store(first, "shop:b", "1".repeat(100));
		store(second, "shop:c", "1".repeat(200));
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "shop:").exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await().untilAsserted(() -> assertThat(text(page("operator", path))).contains("3 keys", "Done"));
		String list = text(page("operator", path));
		assertThat(list).contains("href=\"?sort=ITEM_BYTES&amp;descending=true#keys\"", "href=\"?sort=KEY#keys\"",
				"href=\"?tree=NAME#tree\"");
		String sorted = text(page("operator", path + "?sort=ITEM_BYTES&descending=true"));
		assertThat(sorted).contains("aria-sort=\"descending\"", "href=\"?sort=ITEM_BYTES#keys\"");
		assertThat(keys(sorted)).startsWith("shop:c", "shop:b", "shop:a");
		String filtered = text(page("operator", path + "?sort=KEY&dead=&fetched=false&server=" + id(first)));
		assertThat(keys(filtered)).startsWith("shop:a", "shop:b");
		assertThat(filtered).contains("2 keys", "name=\"sort\" value=\"KEY\"", "selected=\"selected\">" + id(first));
		assertThat(text(page("operator", path + "?fetched=true"))).contains("None of the keys that are kept.");
		assertThat(page("operator", path + "?sort=none")).hasStatus(400);
		assertThat(keys(text(page("operator", path + "?page=99")))).contains("shop:a");
	}

	@Test
	void listSaysWhichKeysWereWanted() {
		store(first, "shop:a", "1");
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "shop:")
			.param("glob", "*a")
			.exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await().untilAsserted(() -> assertThat(text(page("operator", path))).contains("Done"));
		for (String page : List.of(path, "/clusters/main/scans")) {
			assertThat(text(page("operator", page)).replaceAll("<[^>]*>", ""))
				.contains("One key beginning with shop: matching *a");
		}
	}

	private static List<String> keys(String page) {
		return Pattern.compile("<bdi>(shop:.)</bdi>").matcher(page).results().map((key) -> key.group(1)).toList();
	}

	@Test
	void hostileKeyOfAListShowsWhatIsInvisible() {
		store(first, "shop:\u202Egnp.exe", "1");
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "shop:").exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await()
			.untilAsserted(() -> assertThat(text(page("operator", path))).contains("<bdi>shop:\\u202Egnp.exe</bdi>"));
	}

	@Test
	void keysOfLarderItselfAreHiddenUntilSomebodyWantsThem() {
		MvcTestResult started = form("admin", "/clusters/main/servers/" + id(first) + "/hot-keys").param("seconds", "2")
			.exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		first.command("get shop:carts@generation");
		first.command("get shop:carts:1");
		Awaitility.await().untilAsserted(() -> assertThat(text(page("admin", path))).contains("2 reads seen", "Done"));
		assertThat(text(page("admin", path))).contains("1 of them were of Larder&#39;s own keys", "shop:carts:1")
			.doesNotContain("@generation");
		assertThat(text(page("admin", path + "?own=true&sort=KEY"))).contains("@generation", "Hide them",
				"aria-sort=\"ascending\"");
	}

	@Test
	void cacheThatNobodyHasToldOfIsExplainedAndHasNoCharts() {
		this.poller.poll();
		assertThat(text(page("viewer", "/applications/atlas/cache?name=none")))
			.contains("No instance has told of a cache")
			.doesNotContain("data-chart");
		assertThat(text(page("viewer", "/applications/atlas/cache?name=cities"))).contains("data-chart")
			.doesNotContain("No instance has told of a cache");
	}

	@Test
	void timeZoneIsSaidWhereThereAreTimes() {
		String zone = this.display.zone();
		assertThat(text(page("viewer", "/clusters/main"))).contains("data-zone=\"" + zone + "\"",
				"<small>" + zone + "</small>");
		assertThat(text(page("admin", "/audit"))).contains("Times and days are those of the service: " + zone);
	}

	@Test
	void sumsSayWhoIsMissing() {
		freezable.kill();
		this.poller.poll();
		assertThat(text(page("viewer", "/clusters/mixed"))).contains("One of 2 does not answer");
		assertThat(text(page("viewer", "/clusters/main"))).doesNotContain("not answer: the sums");
	}

	@Test
	void listWithoutAMatchSaysHowManyWereSeen() {
		store(first, "shop:one", "1");
		MvcTestResult started = form("operator", "/clusters/main/scans").param("prefix", "none:").exchange();
		String path = String.valueOf(started.getResponse().getRedirectedUrl());
		Awaitility.await()
			.untilAsserted(() -> assertThat(text(page("operator", path))).contains("None of 1 keys that were seen"));
	}

	@Test
	void staticFilesAreKeptByBrowsers() {
		String page = text(page("viewer", "/"));
		Matcher styles = Pattern.compile("href=\"(/assets/css/console-[0-9a-f]{32}.css)\"").matcher(page);
		assertThat(styles.find()).isTrue();
		assertThat(this.mvc.get().uri(styles.group(1)).exchange()).hasStatusOk()
			.hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public");
	}

	@Test
	void pagesNeedNothingFromElsewhere() {
		assertThat(text(page("admin", "/"))).doesNotContainPattern("(src|href)=\"(https?:)?//");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no", "false" })
	void anyTextIsAKey(String key) {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"" + key + "\"}");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"" + key + "\"}");
		String found = text(page("operator",
				found(form("operator", "/look-up/entry").param("application", "atlas")
					.param("cache", "cities")
					.param("key", key))));
		assertThat(hidden(found, "key")).isEqualTo(key);
		assertThat(found).contains("<code>" + (key.isEmpty() ? "the empty key" : key) + "</code>");
		String plan = text(form("operator", "/operations/plan").param("type", "KEY_EVICT")
			.param("application", "atlas")
			.param("cache", "cities")
			.param("key", key)
			.exchange());
		instance.answerPost(200, "{\"outcome\":\"evicted\"}");
		assertThat(form("operator", "/operations").param("type", "KEY_EVICT")
			.param("application", "atlas")
			.param("cache", "cities")
			.param("key", hidden(plan, "key"))
			.param("plan", hidden(plan, "plan"))
			.exchange()).hasStatus3xxRedirection();
		assertThat(instance.bodies())
			.anyMatch((body) -> body.contains("\"operation\":\"evict\"") && body.contains("\"key\":\"" + key + "\""));
	}

	@Test
	void verdictIsInTheLanguageOfTheReader() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"a\",\"local\":{\"servable\":true}}");
		otherInstance.answerLookUp(500, "");
		String found = found(form("operator", "/look-up/entry").param("application", "atlas")
			.param("cache", "cities")
			.param("key", "a"));
		String page = text(this.mvc.get()
			.uri(found)
			.locale(Locale.GERMAN)
			.accept(MediaType.TEXT_HTML)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("operator", PASSWORD))
			.exchange());
		assertThat(page).contains("1 von 2 Instanzen hält einen Wert.",
				"1 Instanz hat nicht geantwortet und kann eine andere Kopie halten.");
	}

}
