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
package dev.larder.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation of meters, the dashboard and the alert rules to what Prometheus
 * gets from an application.
 */
@ServerTest
class MonitoringTests {

	private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `((?:cache|larder)\\.[a-z.]+)` \\| `([a-z_]+)` \\| ([^|]*)\\|");

	private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

	private static final Pattern NAME = Pattern.compile("\\b((?:cache|larder)_[a-z_]+)(?:\\{([^}]*)})?");

	private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

	private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	/**
	 * The keys of the tags of each meter that Larder makes.
	 */
	private final Map<String, Set<List<String>>> meters = new TreeMap<>();

	private final Map<String, String> familiesByMeter = new TreeMap<>();

	/**
	 * The labels of each sample that Prometheus gets.
	 */
	private final Map<String, Set<String>> samples = new TreeMap<>();

	private String scraped = "";

	@BeforeEach
	void runAnApplication() {
		new ApplicationContextRunner().withUserConfiguration(ShopConfiguration.class)
			.withPropertyValues("spring.application.name=shop",
					"larder.memcached.servers=" + memcached.server().address(), "larder.mode=tiered",
					"larder.caches.products.ttl=1m", "larder.caches.prices.mode=memcached",
					"larder.caches.words.mode=local", "larder.caches.heavy.copy-on-read=true",
					"larder.caches.heavy.max-weight=1MB")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				for (String name : List.of("products", "prices", "words", "heavy", "late")) {
					LarderCache cache = (LarderCache) context.getBean("cacheManager", LarderCacheManager.class)
						.getCache(name);
					cache.get("key", () -> "value");
				}
				context.getBean("booksCacheManager", LarderCacheManager.class).getCache("products").get("key");
				read(context.getBean(PrometheusMeterRegistry.class));
			});
	}

	private void read(PrometheusMeterRegistry registry) {
		registry.getMeters().stream().map(Meter::getId).filter(MonitoringTests::isLarders).forEach((id) -> {
			this.meters.computeIfAbsent(id.getName(), (name) -> new HashSet<>())
				.add(id.getTags().stream().map(Tag::getKey).toList());
			this.familiesByMeter.put(id.getName(),
					registry.config().namingConvention().name(id.getName(), id.getType(), id.getBaseUnit()));
		});
		this.scraped = registry.scrape();
		SAMPLE.matcher(this.scraped).results().forEach((sample) -> {
			Set<String> labels = this.samples.computeIfAbsent(sample.group(1), (name) -> new TreeSet<>());
			if (sample.group(2) != null) {
				LABEL.matcher(sample.group(2)).results().forEach((label) -> labels.add(label.group(1)));
			}
		});
	}

	private static boolean isLarders(Meter.Id id) {
		return id.getName().startsWith("cache.") || id.getName().startsWith("larder.");
	}

	@Test
	void everyMeterReachesPrometheus() {
		assertThat(this.meters).isNotEmpty();
		this.familiesByMeter.forEach((meter, family) -> assertThat(this.samples.keySet()).as(meter)
			.anyMatch((sample) -> sample.startsWith(family)));
	}

	@Test
	void metersOfOneNameHaveTheSameTags() {
		assertThat(this.meters).allSatisfy((meter, tags) -> assertThat(tags).as(meter).hasSize(1));
	}

	@Test
	void metersOfServersTellManagersApart() {
		assertThat(this.scraped).contains("larder_node_up{cache_manager=\"cacheManager\",node=")
			.contains("larder_node_up{cache_manager=\"books\",node=");
	}

	@Test
	void latencyHasBucketsForPercentiles() {
		assertThat(this.scraped).containsPattern(
				"larder_node_latency_seconds_bucket\\{cache_manager=\"cacheManager\",node=\"[^\"]+\",le=\"0.001\"}");
	}

	@Test
	void tableOfMetersIsWhatAnApplicationHas() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Map<String, Set<String>> documentedTags = new TreeMap<>();
		ROW.matcher(Files.readString(DOCS.resolve("monitoring.md"))).results().forEach((row) -> {
			documented.put(row.group(1), row.group(2));
			documentedTags.put(row.group(1), tags(row.group(1), row.group(3)));
		});
		Map<String, Set<String>> tags = new TreeMap<>();
		this.meters.forEach((meter, keys) -> tags.put(meter, new TreeSet<>(keys.iterator().next())));
		Map<String, String> names = new TreeMap<>();
		this.familiesByMeter.forEach((meter, family) -> names.put(meter,
				this.samples.containsKey(family + "_total") ? family + "_total" : family));
		assertThat(documented).isEqualTo(names);
		assertThat(documentedTags).isEqualTo(tags);
	}

	private static Set<String> tags(String meter, String column) {
		Set<String> tags = new TreeSet<>();
		if (meter.startsWith("larder.memcached.")) {
			tags.addAll(List.of("db.system.name", "db.operation.name", "db.namespace", "db.collection.name",
					"server.address", "server.port", "error.type"));
			if (!meter.endsWith(".active")) {
				tags.add("error");
			}
			return tags;
		}
		tags.addAll(meter.startsWith("cache.") ? List.of("cache", "name", "cache.manager")
				: List.of("node", "cache.manager"));
		Stream.of("result", "tier", "reason", "subject")
			.filter((tag) -> column.contains("`" + tag + "`"))
			.forEach(tags::add);
		return tags;
	}

	@Test
	void dashboardAsksForWhatThereIs() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(DOCS.resolve("monitoring/grafana-dashboard.json"));
		Map<String, String> expressions = new LinkedHashMap<>();
		dashboard.get("panels")
			.forEach((panel) -> panel.path("targets")
				.forEach((target) -> expressions.put(panel.get("title").asString() + target.get("refId").asString(),
						target.get("expr").asString())));
		dashboard.get("templating")
			.get("list")
			.forEach((variable) -> expressions.put(variable.get("name").asString(),
					variable.path("definition").asString("")));
		expressions.remove("datasource");
		assertThat(expressions).hasSizeGreaterThan(20);
		expressions.forEach(this::assertAsksForWhatThereIs);
	}

	@Test
	void dashboardHasPanelsOfTheirOwnPlaces() throws IOException {
		JsonNode panels = JsonMapper.shared().readTree(DOCS.resolve("monitoring/grafana-dashboard.json")).get("panels");
		List<String> places = new ArrayList<>();
		Set<Integer> ids = new TreeSet<>();
		panels.forEach((panel) -> {
			places.add(panel.get("gridPos").get("x").asInt() + "/" + panel.get("gridPos").get("y").asInt());
			ids.add(panel.get("id").asInt());
		});
		assertThat(places).doesNotHaveDuplicates();
		assertThat(ids).hasSameSizeAs(places);
	}

	@Test
	@SuppressWarnings("unchecked")
	void alertsAskForWhatThereIsAndSayWhatItMeans() throws IOException {
		Map<String, Object> file = new Yaml().load(Files.readString(DOCS.resolve("monitoring/prometheus-alerts.yml")));
		List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
		List<Map<String, Object>> rules = groups.stream()
			.flatMap((group) -> ((List<Map<String, Object>>) group.get("rules")).stream())
			.toList();
		assertThat(rules).hasSizeGreaterThan(5).allSatisfy((rule) -> {
			String expression = (String) rule.get("expr");
			assertAsksForWhatThereIs((String) rule.get("alert"), expression);
			Map<String, String> annotations = (Map<String, String>) rule.get("annotations");
			assertThat(annotations).containsOnlyKeys("summary", "description");
			assertThat((Map<String, String>) rule.get("labels")).extracting("severity").isIn("info", "warning");
			assertThat(labelsOf(annotations.toString())).isSubsetOf(grouping(expression));
		});
	}

	private static List<String> labelsOf(String template) {
		return Pattern.compile("\\$labels\\.(\\w+)")
			.matcher(template)
			.results()
			.map((label) -> label.group(1))
			.toList();
	}

	private void assertAsksForWhatThereIs(String where, String expression) {
		Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
		List<String> names = new ArrayList<>();
		NAME.matcher(expression).results().forEach((name) -> {
			assertThat(this.samples).as(where).containsKey(name.group(1));
			names.add(name.group(1));
			labels.addAll(this.samples.get(name.group(1)));
			if (name.group(2) != null) {
				List<String> selectors = Arrays.stream(name.group(2).split(",", -1))
					.map((it) -> it.split("[=!]", -1)[0])
					.toList();
				assertThat(selectors).as(where).isSubsetOf(labels);
			}
		});
		assertThat(names).as(where).isNotEmpty();
		assertThat(grouping(expression)).as(where).isSubsetOf(labels);
	}

	private static Set<String> grouping(String expression) {
		return BY.matcher(expression)
			.results()
			.flatMap((by) -> Arrays.stream(by.group(1).split(", ", -1)))
			.collect(Collectors.toSet());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ShopConfiguration {

		@Bean(defaultCandidate = false)
		LarderCacheManager booksCacheManager() {
			return LarderCacheManager.builder()
				.memcached(MemcachedSettings.servers(memcached.server().address()).withKeyPrefix("books"))
				.cacheDefaults(CacheSettings.defaults().withMode(CacheMode.TIERED))
				.build();
		}

	}

}
