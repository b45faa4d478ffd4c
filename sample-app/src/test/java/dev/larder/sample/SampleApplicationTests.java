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
package dev.larder.sample;

import java.util.Map;

import dev.larder.test.ServerTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.CacheManager;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ServerTest
class SampleApplicationTests {

	private static final long SHANGHAI = 1796236;

	@LocalServerPort
	private int port;

	@Autowired
	private RestTestClient client;

	@Autowired
	private CacheManager cacheManager;

	@Autowired
	private MeterRegistry meterRegistry;

	@BeforeEach
	void clearCaches() {
		this.cacheManager.getCacheNames().forEach((name) -> this.cacheManager.getCache(name).clear());
	}

	@Test
	void knowsACity() {
		get("/cities/1796236").expectStatus().isOk().expectBody().json("""
				{"id": 1796236, "name": "Shanghai", "country": "CN", "admin1": "23", "latitude": 31.22222,
				"longitude": 121.45806, "population": 22315474}""");
	}

	@Test
	void findsCitiesByPrefix() {
		get("/cities?prefix=sHA&limit=2").expectStatus().isOk().expectBody().json("""
				[{"name": "Shanghai"}, {"name": "Shantou"}]""");
	}

	@Test
	void findsTheNearestCities() {
		get("/cities/nearest?latitude=48.8566&longitude=2.3522&count=2").expectStatus().isOk().expectBody().json("""
				[{"distanceKilometers": 0.433, "city": {"name": "Paris"}},
				{"distanceKilometers": 4.7, "city": {"name": "Le Kremlin-Bicêtre"}}]""");
	}

	@Test
	void calculatesStatisticsOfACountry() {
		get("/countries/fr/statistics").expectStatus().isOk().expectBody().json("""
				{"country": "FR", "name": "France", "cities": 8836, "largest": {"name": "Paris"},
				"northernmost": {"name": "Bray-Dunes"}, "southernmost": {"name": "Bonifacio"}}""");
	}

	@Test
	void doesNotKnowEveryCity() {
		get("/cities/1").expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no city with id 1.");
	}

	@Test
	void doesNotChangeACityItDoesNotKnow() {
		update(1, "{\"population\": 5}").expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no city with id 1.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/cities/abc                                       | 'abc'
			/cities/1.5                                       | '1.5'
			/cities/99999999999999999999                      | '99999999999999999999'
			/cities                                           | Required parameter 'prefix' is not present.
			/cities?prefix=                                   | prefix must not be blank.
			/cities?prefix=a&limit=0                          | limit must be greater than or equal to 1.
			/cities?prefix=a&limit=101                        | limit must be less than or equal to 100.
			/cities?prefix=a&limit=ten                        | 'ten'
			/cities/nearest                                   | Required parameter 'latitude' is not present.
			/cities/nearest?latitude=1                        | Required parameter 'longitude' is not present.
			/cities/nearest?latitude=91&longitude=0           | latitude must be less than or equal to 90.
			/cities/nearest?latitude=-90.001&longitude=0      | latitude must be greater than or equal to -90.
			/cities/nearest?latitude=0&longitude=180.1        | longitude must be less than or equal to 180.
			/cities/nearest?latitude=NaN&longitude=0          | latitude must be
			/cities/nearest?latitude=0&longitude=-Infinity    | longitude must be greater than or equal to -180.
			/cities/nearest?latitude=0&longitude=0&count=0    | count must be greater than or equal to 1.
			/cities/nearest?latitude=0&longitude=0&count=101  | count must be less than or equal to 100.
			/cities/nearest?latitude=north&longitude=0        | 'north'
			/countries/XX/statistics                          | ISO 3166-1 code XX
			/countries/FRA/statistics                         | code must be the two letters of an ISO 3166-1 code.
			/countries/1!/statistics                          | code must be the two letters of an ISO 3166-1 code.
			""")
	void saysWhatIsWrongWithAQuestion(String uri, String detail) {
		expectBadRequest(get(uri), detail);
	}

	@Test
	void refusesAPrefixLongerThanAnyName() {
		expectBadRequest(get("/cities?prefix=" + "a".repeat(101)), "prefix size must be between 0 and 100.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"population": -1}         | population must be greater than or equal to 0.
			{"population": 1000000001} | population must be less than or equal to 1000000000.
			{"population": 12.7}       | The body must be JSON such as {"population": 1000000}
			{"population": "12"}       | The body must be JSON such as {"population": 1000000}
			{"population": null}       | The body must be JSON such as {"population": 1000000}
			{"population": 1e30}       | The body must be JSON such as {"population": 1000000}
			{"populatoin": 5}          | The body must be JSON such as {"population": 1000000}
			{}                         | The body must be JSON such as {"population": 1000000}
			{"population":             | The body must be JSON such as {"population": 1000000}
			[]                         | The body must be JSON such as {"population": 1000000}
			five                       | The body must be JSON such as {"population": 1000000}
			' '                        | The body must be JSON such as {"population": 1000000}
			""")
	void saysWhatIsWrongWithAnUpdate(String body, String detail) {
		expectBadRequest(update(SHANGHAI, body), detail);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cities     | /cities/1796236
			cities     | /cities/1
			searches   | /cities?prefix=Sha
			nearest    | /cities/nearest?latitude=31.222&longitude=121.458
			statistics | /countries/CN/statistics
			""")
	void answersTheSecondTimeFromTheCache(String cache, String uri) {
		double hits = count(cache, "hit");
		double misses = count(cache, "miss");
		String first = body(uri);
		assertThat(body(uri)).isEqualTo(first);
		assertThat(count(cache, "hit") - hits).isOne();
		assertThat(count(cache, "miss") - misses).isOne();
	}

	@Test
	void sharesASearchWhateverItsCase() {
		body("/cities?prefix=sha");
		double hits = count("searches", "hit");
		body("/cities?prefix=SHA");
		assertThat(count("searches", "hit") - hits).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cities/1796236", "/cities?prefix=Shangha",
			"/cities/nearest?latitude=31.222&longitude=121.458", "/countries/CN/statistics" })
	void showsAnUpdateAtOnce(String uri) {
		assertThat(body(uri)).contains("\"population\":22315474");
		update(SHANGHAI, "{\"population\": 22315475}").expectStatus().isOk();
		try {
			assertThat(body(uri)).contains("\"population\":22315475");
		}
		finally {
			update(SHANGHAI, "{\"population\": 22315474}").expectStatus().isOk();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cities/1796236", "/cities/1", "/cities/abc", "/nowhere", "/", "/style.css",
			"/actuator/health" })
	void tellsTheTimeOfEachAnswer(String uri) {
		get(uri).expectHeader()
			.valueMatches("X-Took", "\\d+\\.\\d ms")
			.expectHeader()
			.valueMatches("Server-Timing", "app;dur=\\d+\\.\\d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cities/1796236", "/cities/1", "/cities/abc", "/nowhere", "/", "/atlas.js",
			"/actuator/health" })
	void tellsWhichInstanceAnswers(String uri) {
		get(uri).expectHeader().valueEquals("X-Instance", String.valueOf(this.port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cities/2950159", "/cities/2", "/cities?prefix=Wellingt",
			"/cities/nearest?latitude=-41.2&longitude=174.7", "/countries/NZ/statistics" })
	void tellsWhereAnAnswerCameFrom(String uri) {
		get(uri).expectHeader().valueEquals("X-Cache", "database");
		get(uri).expectHeader().valueEquals("X-Cache", "local");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cities/abc", "/nowhere", "/", "/instance", "/actuator/health" })
	void doesNotTellWhereAnAnswerCameFromThatIsNotOfACache(String uri) {
		get(uri).expectHeader().doesNotExist("X-Cache");
	}

	@Test
	void describesTheInstanceToItsPage() {
		get("/instance").expectBody().json("""
				{"name": "%d", "mode": "local", "instances": []}""".formatted(this.port));
	}

	@Test
	void letsThePageUseNothingFromElsewhere() {
		get("/").expectHeader()
			.value("Content-Security-Policy", (policy) -> assertThat(policy).startsWith("default-src 'none'")
				.doesNotContain("unsafe", "http", "*"));
	}

	@Test
	void censusIsNotKnownToTheCache() {
		get("/cities/3413829").expectBody().jsonPath("$.population").isEqualTo(118918);
		count(3413829, "{\"population\": 118919}").expectStatus().isOk().expectBody().json("""
				{"id": 3413829, "population": 118919, "item": ""}""");
		try {
			get("/cities/3413829").expectBody().jsonPath("$.population").isEqualTo(118918);
			assertThat(body("/cities?prefix=Reykjav")).contains("118919");
		}
		finally {
			update(3413829, "{\"population\": 118918}").expectStatus().isOk();
		}
	}

	@Test
	void saysWhatIsWrongWithACensus() {
		count(1, "{\"population\": 5}").expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no city with id 1.");
		expectBadRequest(count(SHANGHAI, "{\"population\": -1}"), "population must be greater than or equal to 0.");
	}

	private RestTestClient.ResponseSpec count(long id, String body) {
		return this.client.put()
			.uri("/cities/{id}/census", id)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	@Test
	void explainsItselfAndNamesItsSource() {
		get("/").expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("City atlas", "GeoNames", "CC BY 4.0"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                        | There is no 'operation'. Use one of
			{"cache": "cities"}                       | There is no 'operation'. Use one of
			{"operation": "flush", "cache": "cities"} | Operation 'flush' is unknown. Use one of
			{"operation": "clear"}                    | Operation 'clear' needs the name of a 'cache'.
			""", quoteCharacter = '`')
	void saysWhatIsWrongWithAnOperationOnCaches(String body, String message) {
		operate(body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.message")
			.value(String.class, (text) -> assertThat(text).startsWith(message));
	}

	@Test
	void clearsACacheByItsEndpoint() {
		get("/cities/1796236").expectStatus().isOk();
		operate("{\"operation\": \"clear\", \"cache\": \"cities\"}").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.outcome")
			.isEqualTo("cleared");
		operate("{\"operation\": \"clear\", \"cache\": \"towns\"}").expectStatus().isNotFound();
	}

	private RestTestClient.ResponseSpec operate(String body) {
		return this.client.post().uri("/actuator/larder").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private RestTestClient.ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec update(long id, String body) {
		return this.client.put()
			.uri("/cities/{id}/population", id)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private String body(String uri) {
		return get(uri).expectBody(String.class).returnResult().getResponseBody();
	}

	private double count(String cache, String result) {
		return this.meterRegistry.get("cache.gets").tags("cache", cache, "result", result).functionCounter().count();
	}

	private static void expectBadRequest(RestTestClient.ResponseSpec response, String detail) {
		response.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody(Map.class)
			.value((problem) -> assertThat(problem.get("detail")).asString().contains(detail));
	}

}
