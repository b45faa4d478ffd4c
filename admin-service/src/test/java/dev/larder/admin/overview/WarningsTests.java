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

package dev.larder.admin.overview;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceAccess;
import dev.larder.admin.application.NodeReport;
import dev.larder.admin.application.Origin;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.Resolution;
import dev.larder.admin.configuration.WarningProperties;
import dev.larder.admin.history.Event;
import dev.larder.admin.history.Failure;
import dev.larder.admin.history.Figure;
import dev.larder.admin.history.InstanceSample;
import dev.larder.admin.history.Reports;
import dev.larder.admin.history.ServerSample;
import dev.larder.admin.history.Snapshot;
import dev.larder.admin.history.Snapshots;
import dev.larder.admin.history.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ServerRules}, {@link ClusterRules} and {@link ApplicationRules}.
 */
class WarningsTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final Subject FIRST = Subject.server("main", "cache-1-11211");

	private static final Subject CITIES = Subject.cache("atlas", "cities");

	private final WarningProperties properties = new WarningProperties(0.5, 10, Duration.ofSeconds(60), 0.95, 0.9,
			Duration.ofSeconds(5), 2, Duration.ofSeconds(1), Duration.ofMinutes(10));

	private final Map<Subject, Map<Figure, Double>> recent = new HashMap<>();

	private static ServerSample sample(String... stats) {
		return Snapshots.sample(NOW, Snapshots.stats(stats), Map.of());
	}

	private static Event event(Event.Kind kind, long count) {
		return new Event(kind, NOW.minusSeconds(60), count, "cache-1:11211");
	}

	private List<Finding> findServers(Snapshot.ServerState... servers) {
		return find(List.of(servers), List.of());
	}

	private List<Finding> find(List<Snapshot.ServerState> servers, List<Snapshot.ApplicationState> applications) {
		Snapshot snapshot = Snapshots.snapshot(NOW, servers, applications, this.recent);
		List<Finding> findings = new ArrayList<>();
		for (Snapshot.ClusterState cluster : snapshot.clusters()) {
			cluster.servers().forEach((server) -> findings.addAll(new ServerRules(this.properties).check(server)));
			findings.addAll(new ClusterRules(this.properties).check(cluster, snapshot));
		}
		applications.forEach(
				(application) -> findings.addAll(new ApplicationRules(this.properties).check(application, snapshot)));
		assertThat(findings).allSatisfy((finding) -> {
			assertThat(finding.reason()).endsWith(".");
			assertThat(finding.nextStep()).endsWith(".");
		});
		return findings;
	}

	private static Snapshot.ApplicationState application(InstanceSample... samples) {
		ClientApplication application = new ClientApplication("atlas", IntStream.range(0, samples.length)
			.mapToObj((i) -> new ApplicationInstance("atlas-" + i, URI.create("http://atlas-" + i), Origin.CONFIGURED))
			.toList(), null, InstanceAccess.OPEN);
		return application(application, List.of(samples), List.of());
	}

	private static Snapshot.ApplicationState application(ClientApplication application, List<InstanceSample> samples,
			List<Event> events) {
		List<Snapshot.InstanceState> instances = new ArrayList<>();
		for (ApplicationInstance instance : application.instances()) {
			instances.add(new Snapshot.InstanceState(instance, Subject.instance("atlas", instance.id()),
					samples.get(instances.size()), null, events));
		}
		return new Snapshot.ApplicationState(application, instances, List.of());
	}

	private List<Finding> findInstances(InstanceSample... samples) {
		return find(List.of(), List.of(application(samples)));
	}

	@Test
	void nameOfAClusterMayBeUnknown() {
		Resolution never = new Resolution("caches:11211", null, null, "The name caches is not known");
		Finding finding = findCluster(never, List.of());
		assertThat(finding.code()).isEqualTo(WarningCode.NAME_UNRESOLVED);
		assertThat(finding.severity()).isEqualTo(Severity.ERROR);
		assertThat(finding.reason()).isEqualTo("The name caches is not known, so that 'main' has no servers.");
		Resolution earlier = new Resolution("caches:11211", null, NOW, "The name caches is not known");
		Snapshot.ServerState server = Snapshots.server("cache-1", sample(), null);
		assertThat(findCluster(earlier, List.of(server)).severity()).isEqualTo(Severity.WARNING);
	}

	private Finding findCluster(Resolution resolution, List<Snapshot.ServerState> servers) {
		Cluster cluster = new Cluster("main", servers.stream().map(Snapshot.ServerState::server).toList(), resolution);
		Snapshot.ClusterState state = new Snapshot.ClusterState(cluster, servers);
		List<Finding> findings = new ClusterRules(this.properties).check(state,
				new Snapshot(NOW, List.of(state), List.of(), Map.of(), Map.of()));
		assertThat(findings).hasSize(1);
		return findings.get(0);
	}

	@Test
	void healthyClusterIsQuiet() {
		ServerSample healthy = sample("version", "1.6.18", "bytes", "50", "limit_maxbytes", "100", "curr_connections",
				"10", "max_connections", "100", "time", "" + NOW.getEpochSecond());
		this.recent.put(Subject.cluster("main"), Map.of(Figure.HITS, 90.0, Figure.MISSES, 10.0));
		assertThat(findServers(Snapshots.server("cache-1", healthy, null), Snapshots.server("cache-2", healthy, null)))
			.isEmpty();
	}

	@Test
	void oneLostAnswerIsNone() {
		Failure one = new Failure(1, NOW, NOW, NOW.minusSeconds(10), "target-timeout", "It is silent");
		Failure two = new Failure(2, NOW.minusSeconds(10), NOW, NOW.minusSeconds(20), "target-timeout", "It is silent");
		assertThat(findServers(Snapshots.server("cache-1", null, one))).isEmpty();
		assertThat(findServers(Snapshots.server("cache-1", null, two))).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo(WarningCode.SERVER_SILENT);
			assertThat(finding.subject()).isEqualTo(FIRST);
			assertThat(finding.since()).isEqualTo(NOW.minusSeconds(10));
			assertThat(finding.reason()).isEqualTo("cache-1:11211 has not answered 2 times in a row: It is silent."
					+ " It answered last at 2026-11-26T11:59:40Z.");
		});
	}

	@ParameterizedTest
	@CsvSource({ "12,1", "59,1", "60,0", "4000,0" })
	void earlyEvictionIsAWarning(String age, int expected) {
		ServerSample sample = Snapshots.sample(NOW, Map.of(), Snapshots.stats("items:5:evicted", "7",
				"items:5:evicted_time", age, "items:6:evicted", "0", "items:6:evicted_time", "0"));
		assertThat(findServers(Snapshots.server("cache-1", sample, null, event(Event.Kind.EVICTION, 5210))))
			.hasSize(expected)
			.allSatisfy((finding) -> assertThat(finding.reason()).isEqualTo(
					"cache-1:11211 evicted 5,210 items within the last 10 minutes, and in one slab class the last"
							+ " of them had been used only 12 s before.".replace("12", age)));
	}

	@Test
	void restartIsAWarning() {
		ServerSample sample = sample("uptime", "42");
		assertThat(findServers(Snapshots.server("cache-1", sample, null, event(Event.Kind.RESTART, 1)))).singleElement()
			.satisfies((finding) -> {
				assertThat(finding.code()).isEqualTo(WarningCode.SERVER_RESTARTED);
				assertThat(finding.severity()).isEqualTo(Severity.WARNING);
				assertThat(finding.since()).isEqualTo(NOW.minusSeconds(42));
				assertThat(finding.reason()).isEqualTo(
						"cache-1:11211 was started anew at 2026-11-26T11:59:18Z:" + " what it kept before is gone.");
			});
		assertThat(findServers(
				Snapshots.server("cache-1", sample, null, event(Event.Kind.RESTART, 1), event(Event.Kind.RESTART, 1))))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.reason()).contains(" and 2 times within the last 10 minutes:"));
	}

	@Test
	void earlyEvictionOfLongAgoIsNone() {
		ServerSample sample = Snapshots.sample(NOW, Map.of(),
				Snapshots.stats("items:5:evicted", "7", "items:5:evicted_time", "12"));
		assertThat(findServers(Snapshots.server("cache-1", sample, null))).isEmpty();
	}

	@Test
	void fullMemoryIsWorseWithEvictions() {
		ServerSample sample = sample("bytes", "1040187392", "limit_maxbytes", "1073741824");
		assertThat(findServers(Snapshots.server("cache-1", sample, null))).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo(WarningCode.MEMORY_FULL);
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.reason()).contains("96.9 %", "992.0 MB of 1,024.0 MB");
		});
		assertThat(findServers(Snapshots.server("cache-1", sample, null, event(Event.Kind.EVICTION, 1))))
			.extracting(Finding::severity)
			.containsExactly(Severity.WARNING);
	}

	@Test
	void lackOfMemoryIsAnError() {
		assertThat(findServers(Snapshots.server("cache-1", sample(), null, event(Event.Kind.OUT_OF_MEMORY, 3))))
			.extracting(Finding::code, Finding::severity)
			.containsExactly(tuple(WarningCode.OUT_OF_MEMORY, Severity.ERROR));
	}

	@Test
	void connectionsMayBeFewOrRefused() {
		ServerSample sample = sample("curr_connections", "90", "max_connections", "100");
		assertThat(findServers(Snapshots.server("cache-1", sample, null, event(Event.Kind.CONNECTION_REFUSED, 3),
				event(Event.Kind.LISTENER_DISABLED, 1))))
			.extracting(Finding::code)
			.containsExactly(WarningCode.CONNECTIONS_REFUSED, WarningCode.CONNECTIONS_HIGH);
		assertThat(findServers(
				Snapshots.server("cache-1", sample("curr_connections", "89", "max_connections", "100"), null)))
			.isEmpty();
	}

	@Test
	void serversMayDiffer() {
		List<Finding> findings = findServers(
				Snapshots.server("cache-1", sample("version", "1.6.18", "limit_maxbytes", "64"), null),
				Snapshots.server("cache-2", sample("version", "1.6.40", "limit_maxbytes", "32"), null));
		assertThat(findings).extracting(Finding::code)
			.containsExactly(WarningCode.VERSIONS_MIXED, WarningCode.LIMITS_DIFFER);
		assertThat(findings.get(0).reason())
			.isEqualTo("The servers of 'main' have 2 versions: 1.6.18 (cache-1:11211), 1.6.40 (cache-2:11211).");
	}

	@ParameterizedTest
	@CsvSource({ "5,0", "6,1", "-6,1" })
	void clocksMayDiffer(int seconds, int expected) {
		assertThat(findServers(Snapshots.server("cache-1", sample("time", "" + NOW.getEpochSecond()), null),
				Snapshots.server("cache-2", sample("time", "" + (NOW.getEpochSecond() + seconds)), null)))
			.hasSize(expected)
			.allSatisfy((finding) -> assertThat(finding.code()).isEqualTo(WarningCode.CLOCK_SKEW));
	}

	@ParameterizedTest
	@CsvSource({ "100,10,10,1", "20,10,10,0", "20,1,1,0" })
	void loadMayBeUneven(double first, double second, double third, int expected) {
		this.recent.put(FIRST, Map.of(Figure.GETS, first));
		this.recent.put(Subject.server("main", "cache-2-11211"), Map.of(Figure.GETS, second));
		this.recent.put(Subject.server("main", "cache-3-11211"), Map.of(Figure.GETS, third));
		assertThat(findServers(Snapshots.server("cache-1", sample(), null), Snapshots.server("cache-2", sample(), null),
				Snapshots.server("cache-3", sample(), null)))
			.hasSize(expected)
			.allSatisfy((finding) -> assertThat(finding.reason()).contains("cache-1:11211 answered 100 reads a second",
					"mean of the 3 servers is 40.0"));
	}

	@ParameterizedTest
	@CsvSource({ "4,6,1", "5,5,0", "1,2,0" })
	void hitRatioMattersWithEnoughTraffic(double hits, double misses, int expected) {
		this.recent.put(Subject.cluster("main"), Map.of(Figure.HITS, hits, Figure.MISSES, misses));
		this.recent.put(CITIES, Map.of(Figure.HITS, hits, Figure.MISSES, misses));
		List<Finding> findings = find(List.of(Snapshots.server("cache-1", sample(), null)),
				List.of(application(Reports.sample(NOW, List.of(), Reports.node("cache-1:11211", "UP", 5, 5)))));
		assertThat(findings).extracting(Finding::subject)
			.isEqualTo((expected > 0) ? List.of(Subject.cluster("main"), CITIES) : List.of());
		assertThat(findings.stream().limit(1)).allSatisfy((finding) -> assertThat(finding.reason()).isEqualTo(
				"40.0 % of 10.0 reads a second found an item in 'main' over the last minutes, less than 50.0 %. The reads"
						+ " by which 1 instances learn of changes are among them."));
	}

	@Test
	void manyInstancesThatSeeAServerDownAreOneWarning() {
		InstanceSample down = Reports.sample(NOW, List.of(), Reports.node("cache-1:11211", "DOWN", 90000, 0));
		InstanceSample up = Reports.sample(NOW, List.of(), Reports.node("cache-1:11211", "UP", 5, 0));
		assertThat(findInstances(down, down, up, down, down, down)).singleElement().satisfies((finding) -> {
			assertThat(finding.code()).isEqualTo(WarningCode.NODE_DOWN);
			assertThat(finding.reason()).isEqualTo("5 of 6 instances (atlas-0, atlas-1, atlas-3 and 2 more) see"
					+ " cache-1:11211 as DOWN and pass it by.");
		});
	}

	@Test
	void lateCopiesAreAWarning() {
		NodeReport node = Reports.node("cache-1:11211", "UP", 5, 1500);
		assertThat(findInstances(Reports.sample(NOW, List.of(), node))).as("a lag of long ago").isEmpty();
		ClientApplication application = application(Reports.sample(NOW, List.of(), node)).application();
		assertThat(find(List.of(),
				List.of(application(application, List.of(Reports.sample(NOW, List.of(), node)),
						List.of(event(Event.Kind.COHERENCE_LAG, 1500))))))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.reason()).startsWith(
					"atlas-0 served copies of items on cache-1:11211 after their change for 1,500 ms, more than 1,000 ms."));
		assertThat(findInstances(Reports.sample(NOW, List.of(), Reports.node("cache-1:11211", "UP", 20000, 5))))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.reason())
				.startsWith("atlas-0 has not heard of changes on cache-1:11211 for 20 s"));
	}

	@Test
	void refusalsOfAllInstancesAreOneWarning() {
		CacheReport cache = new CacheReport("cities", "cacheManager", "tiered", null, null,
				List.of(new CacheReport.RefusalReport("value", "java.lang.Thread", "Cities.find",
						"It cannot be written.", "Return a record.", 4L, NOW)));
		assertThat(findInstances(Reports.sample(NOW, cache), Reports.sample(NOW, cache))).singleElement()
			.satisfies((finding) -> {
				assertThat(finding.subject()).isEqualTo(CITIES);
				assertThat(finding.reason()).contains("8 times", "java.lang.Thread", "Cities.find");
				assertThat(finding.nextStep()).isEqualTo("Return a record.");
			});
	}

}
