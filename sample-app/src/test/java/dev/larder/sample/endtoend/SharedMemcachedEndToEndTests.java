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

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.larder.test.memcached.MemcachedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged application that share one memcached. It is not flushed
 * between the tests, so each asks for something else.
 */
class SharedMemcachedEndToEndTests {

	private static final long SHANGHAI = 1796236;

	private static final MemcachedServer memcached = MemcachedServer.start();

	@RegisterExtension
	static final SampleInstances instances = new SampleInstances("memcached", 2, () -> List.of(memcached.address()));

	@AfterAll
	static void stopMemcached() {
		memcached.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cities     | /cities/2988507
			cities     | /cities/1
			searches   | /cities?prefix=Sha
			nearest    | /cities/nearest?latitude=48.8566&longitude=2.3522&count=3
			statistics | /countries/FR/statistics
			""")
	void theSecondAnswerComesFromMemcached(String cache, String uri) {
		SampleProcess instance = instances.get(0);
		String first = instance.body(uri);
		double hits = instance.hits(cache);
		long memcachedHits = memcached.stat("get_hits");
		assertThat(instance.body(uri)).isEqualTo(first);
		assertThat(instance.hits(cache) - hits).isOne();
		assertThat(memcached.stat("get_hits")).isGreaterThan(memcachedHits);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cities     | /cities/2643743
			cities     | /cities/2
			searches   | /cities?prefix=Lon
			nearest    | /cities/nearest?latitude=51.5085&longitude=-0.1257&count=3
			statistics | /countries/GB/statistics
			""")
	void anInstanceUsesWhatAnotherHasLoaded(String cache, String uri) {
		String first = instances.get(0).body(uri);
		double hits = instances.get(1).hits(cache);
		long memcachedHits = memcached.stat("get_hits");
		assertThat(instances.get(1).body(uri)).isEqualTo(first);
		assertThat(instances.get(1).hits(cache) - hits).isOne();
		assertThat(memcached.stat("get_hits")).isGreaterThan(memcachedHits);
	}

	/**
	 * That a whole cache was cleared reaches other instances with their next poll of its
	 * generation.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/cities/1796236", "/cities?prefix=Shangha",
			"/cities/nearest?latitude=31.222&longitude=121.458&count=3", "/countries/CN/statistics" })
	void anInstanceShowsWhatAnotherHasChanged(String uri) {
		awaitPopulation(uri, 22_315_474);
		instances.get(0).updatePopulation(SHANGHAI, 22_315_475).expectStatus().isOk();
		try {
			assertThat(instances.get(0).body(uri)).contains("\"population\":22315475");
			awaitPopulation(uri, 22_315_475);
		}
		finally {
			instances.get(0).updatePopulation(SHANGHAI, 22_315_474).expectStatus().isOk();
			awaitPopulation("/cities?prefix=Shanghai", 22_315_474);
		}
	}

	@Test
	void anInstanceTakesAChangedCityFromMemcached() {
		instances.get(0).updatePopulation(1816670, 11_716_621).expectStatus().isOk();
		double hits = instances.get(1).hits("cities");
		assertThat(instances.get(1).body("/cities/1816670")).contains("\"population\":11716621");
		assertThat(instances.get(1).hits("cities") - hits).isOne();
	}

	@Test
	void prometheusReadsMetersOfCachesAndServers() {
		instances.get(0).get("/cities/3117735").expectStatus().isOk();
		instances.get(0).get("/cities/3117735").expectStatus().isOk();
		String scraped = instances.get(0).body("/actuator/prometheus");
		assertThat(scraped.lines()).anyMatch((line) -> line.startsWith("cache_gets_total{cache=\"cities\"")
				&& line.contains("result=\"hit\"") && !line.endsWith(" 0.0"));
		assertThat(scraped.lines()).anyMatch((line) -> line.startsWith("larder_node_latency_seconds_bucket{")
				&& line.contains("node=\"" + memcached.address() + "\"") && line.contains("le=\"+Inf\""));
	}

	@Test
	void whatIsAskedOfMemcachedIsASpanBelowTheRequest() {
		SampleProcess instance = instances.get(0);
		instance.get("/cities/3169070").expectStatus().isOk();
		String trace = instance.get("/cities/3169070")
			.expectBody(String.class)
			.returnResult()
			.getResponseHeaders()
			.getFirst("X-Trace-Id");
		List<Map<String, Object>> spans = Awaitility.await()
			.until(() -> JsonPath.read(instance.body("/actuator/spans/" + trace), "$"),
					(found) -> ((List<?>) found).size() == 2);
		assertThat(spans).extracting("name").containsExactly("http get /cities/{id}", "get cities");
		assertThat(spans.get(1)).containsEntry("parentId", spans.get(0).get("id"))
			.extractingByKey("attributes", InstanceOfAssertFactories.MAP)
			.containsEntry("db.system.name", "memcached")
			.containsEntry("server.port", String.valueOf(memcached.port()));
	}

	@Test
	void requestsOfTheConsoleAreNotTraced() {
		instances.get(0).get("/actuator/health").expectStatus().isOk().expectHeader().doesNotExist("X-Trace-Id");
		assertThat(instances.get(0).body("/actuator/spans")).doesNotContain("/actuator");
		instances.get(0).get("/actuator/spans/none").expectStatus().isNotFound();
	}

	private static void awaitPopulation(String uri, long population) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(instances.get(1).body(uri)).contains("\"population\":" + population));
	}

}
