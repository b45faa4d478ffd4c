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
package dev.larder.admin.discovery;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.admin.ActuatorStub;
import dev.larder.admin.LarderAdminApplication;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.application.SourceStatus;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.DiscoveryProperties;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.Poller;
import dev.larder.admin.history.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiscoveredApplications}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DiscoveredApplicationsTests {

	private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

	private final Registry registry = new Registry();

	private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	private DiscoveredApplications discovered(Map<String, String> properties) {
		DiscoveryProperties discovery = new Binder(new MapConfigurationPropertySource(properties))
			.bindOrCreate("larder.admin", AdminProperties.class)
			.discovery();
		return new DiscoveredApplications(this.registry, discovery, Mockito.mock(CredentialRules.class), this.clock);
	}

	private static Stream<String> names(DiscoveredApplications discovered) {
		return discovered.applications().stream().map(ClientApplication::name);
	}

	@Test
	void patternsSayWhichServicesAreTaken() {
		for (String service : new String[] { "shop-cart", "shop-search", "shop-mail", "billing" }) {
			this.registry.add(service, "http://10.0.0.1:8080", Map.of());
		}
		DiscoveredApplications discovered = discovered(
				Map.of("larder.admin.discovery.include", "shop-*", "larder.admin.discovery.exclude", "*-mail"));
		discovered.refresh();
		assertThat(names(discovered)).containsExactly("shop-cart", "shop-search");
		assertThat(discovered.status().refreshedAt()).isEqualTo(NOW);
	}

	@Test
	void failingRegistryLeavesItsLastListWithItsTime(CapturedOutput output) {
		this.registry.add("atlas", "http://10.0.0.1:8080", Map.of());
		DiscoveredApplications discovered = discovered(Map.of());
		discovered.refresh();
		this.registry.fail(new IllegalStateException("away\r\nAUDIT forged"));
		discovered.refresh();
		discovered.refresh();
		SourceStatus status = discovered.status();
		assertThat(names(discovered)).containsExactly("atlas");
		assertThat(status.refreshedAt()).isEqualTo(NOW);
		assertThat(status.failingSince()).isEqualTo(NOW);
		assertThat(status.failure()).isEqualTo("away??AUDIT forged");
		assertThat(output.toString().split("does not answer", -1)).as("once in the log").hasSize(2);
		this.registry.fail(null);
		this.registry.remove("atlas");
		discovered.refresh();
		assertThat(discovered.applications()).isEmpty();
		assertThat(discovered.status().failure()).isNull();
	}

	@Test
	void whatCannotBeAskedIsNamed() {
		this.registry.add("a/b", "http://10.0.0.1:8080", Map.of())
			.add("atlas", "http://10.0.0.1:8080", Map.of("management.port", "none"))
			.add("atlas", "http://10.0.0.2:8080", Map.of());
		DiscoveredApplications discovered = discovered(Map.of());
		discovered.refresh();
		assertThat(discovered.applications()).singleElement()
			.satisfies((application) -> assertThat(application.instances()).hasSize(1));
		assertThat(discovered.status().skipped()).containsExactly("a/b: its name cannot be part of a URL",
				"atlas: an instance has no URL of management endpoints: 'none' is no port");
	}

	@Test
	void instancesAreBounded() {
		IntStream.range(1, 200)
			.forEach((i) -> this.registry.add("atlas", "http://10.0.0." + i + ":8080", Map.of())
				.add("s" + i, "http://10.0.1." + i + ":8080", Map.of()));
		DiscoveredApplications discovered = discovered(Map.of("larder.admin.discovery.max-instances", "3"));
		discovered.refresh();
		assertThat(discovered.applications()).singleElement()
			.satisfies((application) -> assertThat(application.instances()).hasSize(3));
		assertThat(discovered.status().skipped()).hasSize(20).allMatch((line) -> line.contains("max-instances"));
	}

	private static String[] arguments(String... properties) {
		return Stream
			.concat(Stream.of("server.port=0", "larder.admin.data-directory=" + TemporaryDirectory.create(),
					"larder.admin.history.interval=1m", "larder.admin.discovery.interval=1h"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
	}

	@Test
	@Timeout(120)
	void serviceStartsWithoutSpringCloud() throws IOException {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !entry.contains("spring-cloud"))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", classPath, LarderAdminApplication.class.getName()));
		command.addAll(List.of(arguments()));
		Process service = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = service.inputReader()) {
			List<String> lines = new ArrayList<>();
			assertThat(
					output.lines().peek(lines::add).anyMatch((line) -> line.contains("Started LarderAdminApplication")))
				.as(() -> String.join("\n", lines))
				.isTrue();
		}
		finally {
			service.destroy();
		}
	}

	@Test
	void discoveredInstanceIsAskedWithTheCredentialsOfItsName() {
		try (ActuatorStub stub = new ActuatorStub()) {
			String uri = stub.managementUrl().replace("/actuator", "");
			String[] arguments = arguments("spring.cloud.discovery.client.simple.instances.atlas[0].uri=" + uri,
					"spring.cloud.discovery.client.simple.instances.berlin[0].uri=" + uri,
					"spring.cloud.discovery.client.simple.instances.fixed[0].uri=" + uri,
					"larder.admin.applications[0].name=fixed",
					"larder.admin.applications[0].instances=http://127.0.0.1:1/actuator",
					"larder.admin.credentials[0].applications=at*", "larder.admin.credentials[0].username=monitor",
					"larder.admin.credentials[0].password=top-secret");
			try (ConfigurableApplicationContext context = SpringApplication.run(LarderAdminApplication.class,
					arguments)) {
				DiscoveredApplications discovered = context.getBean(DiscoveredApplications.class);
				discovered.refresh();
				assertThat(context.getBean(ApplicationCatalog.class).applications()).extracting(ClientApplication::name)
					.containsExactly("fixed", "atlas", "berlin");
				assertThat(context.getBean(ApplicationCatalog.class).application("fixed").instances())
					.as("a configured application has no instances of a registry")
					.hasSize(1);
				context.getBean(Poller.class).poll();
				assertThat(stub.authorizations()).contains("Basic bW9uaXRvcjp0b3Atc2VjcmV0", "null").hasSize(2);
				assertThat(context.getBean(HistoryReader.class).latest(Subject.application("atlas"))).isNotNull();
			}
		}
	}

}
