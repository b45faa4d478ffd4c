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

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;

import dev.larder.autoconfigure.MemcachedConnectionDetails.Node;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MemcachedConnectionDetails} and where they come from.
 */
class MemcachedConnectionDetailsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, CacheAutoConfiguration.class,
				LarderAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.mode=memcached");

	@Test
	void serversAreThoseOfThePropertiesByDefault() {
		this.contextRunner.withPropertyValues("larder.memcached.servers=cache-1:11211,[::1]:11212:3").run((context) -> {
			assertThat(context.getBean(MemcachedConnectionDetails.class).getNodes())
				.containsExactly(new Node("cache-1", 11211), new Node("[::1]", 11212, 3));
			assertThat(nodes(context)).containsExactly("cache-1:11211", "[::1]:11212");
		});
	}

	@Test
	void beanReplacesThoseOfTheProperties() {
		this.contextRunner.withPropertyValues("larder.memcached.servers=cache-1:11211")
			.withBean(MemcachedConnectionDetails.class, () -> () -> List.of(new Node("::1", 7, 2)))
			.run((context) -> assertThat(nodes(context)).containsExactly("[::1]:7"));
	}

	@Test
	void serversOfSeveralBeansAreUsedTogether() {
		this.contextRunner
			.withBean("first", MemcachedConnectionDetails.class, () -> () -> List.of(new Node("cache-1", 11211)))
			.withBean("second", MemcachedConnectionDetails.class,
					() -> () -> List.of(new Node("cache-2", 11211), new Node("cache-3", 11211)))
			.run((context) -> assertThat(nodes(context)).containsExactly("cache-1:11211", "cache-2:11211",
					"cache-3:11211"));
	}

	@Test
	void everyAddressOfANameIsAServerInModeDns() {
		this.contextRunner
			.withPropertyValues("larder.memcached.servers=127.0.0.1:7,127.0.0.2:7",
					"larder.memcached.discovery.mode=dns")
			.run((context) -> assertThat(nodes(context)).containsExactly("127.0.0.1:7", "127.0.0.2:7"));
	}

	@Test
	void serversOfABeanAreNotLookedUp() {
		this.contextRunner.withPropertyValues("larder.memcached.discovery.mode=elasticache")
			.withBean(MemcachedConnectionDetails.class, () -> () -> List.of(new Node("cache-1", 7, 2)))
			.run((context) -> assertThat(nodes(context)).containsExactly("cache-1:7"));
	}

	@Test
	void serversThatAreFoundHaveNoWeight() {
		this.contextRunner
			.withPropertyValues("larder.memcached.servers=cache-1:7:2", "larder.memcached.discovery.mode=dns")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("larder.memcached.discovery.mode")
				.hasMessageContaining("'larder.memcached.servers' without weights"));
	}

	@Test
	void localModeAsksForNoServers() {
		this.contextRunner.withPropertyValues("larder.mode=local")
			.withBean(MemcachedConnectionDetails.class, () -> () -> {
				throw new IllegalStateException("nobody asks");
			})
			.run((context) -> assertThat(nodes(context)).isEmpty());
	}

	@Test
	void propertiesSayWhatServersAreShown() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("larder.memcached.username=shop", "larder.memcached.password=s3cret",
					"larder.memcached.ssl.enabled=true")
			.run((context) -> {
				MemcachedConnectionDetails details = context.getBean(MemcachedConnectionDetails.class);
				assertThat(details.getUsername()).isEqualTo("shop");
				assertThat(details.getPassword()).isEqualTo("s3cret");
				assertThat(details.getSslBundle()).isNotNull().isSameAs(details.getSslBundle());
				assertThat(context.getBean(LarderProperties.class).toString()).doesNotContain("s3cret");
			});
	}

	@Test
	void beansThatDoNotAgreeAreRefused() {
		this.contextRunner
			.withBean("first", MemcachedConnectionDetails.class, () -> () -> List.of(new Node("cache-1", 11211)))
			.withBean("second", MemcachedConnectionDetails.class, () -> new MemcachedConnectionDetails() {

				@Override
				public List<Node> getNodes() {
					return List.of(new Node("cache-2", 11211));
				}

				@Override
				public String getUsername() {
					return "shop";
				}

			})
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("must have the same user name"));
	}

	@Test
	void labelsOfAServiceSayWhatItIsShown() {
		Map<String, String> labels = Map.of("dev.larder.memcached.username", "shop", "dev.larder.memcached.password",
				"s3cret", "org.springframework.boot.sslbundle.pem.truststore.certificate", "classpath:certificate.crt");
		this.contextRunner.withInitializer(
				(context) -> composed(context, new Service("cache", ImageReference.of("memcached:1.6"), labels, 31211)))
			.withPropertyValues("larder.mode=local")
			.run((context) -> {
				MemcachedConnectionDetails details = context.getBean(MemcachedConnectionDetails.class);
				assertThat(details.getUsername()).isEqualTo("shop");
				assertThat(details.getPassword()).isEqualTo("s3cret");
				assertThat(details.getSslBundle()).isNotNull();
			});
	}

	@Test
	void nodeNeedsAHost() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Node(" ", 11211));
	}

	@ParameterizedTest
	@CsvSource({ "memcached:1.6,", "docker.io/bitnami/memcached:latest,", "acme/cache:7, memcached" })
	void serviceOfDockerComposeIsConnectedTo(String image, String label) {
		this.contextRunner.withInitializer((context) -> composed(context, service("cache", image, label, 31211)))
			.run((context) -> assertThat(nodes(context)).containsExactly("127.0.0.1:31211"));
	}

	@Test
	void severalServicesOfDockerComposeAreConnectedTo() {
		this.contextRunner
			.withInitializer((context) -> composed(context, service("cache-1", "memcached", null, 31211),
					service("cache-2", "memcached", null, 31212)))
			.run((context) -> assertThat(nodes(context)).containsExactlyInAnyOrder("127.0.0.1:31211",
					"127.0.0.1:31212"));
	}

	@ParameterizedTest
	@CsvSource({ "redis:8,", "memcached:1.6, redis" })
	void otherServiceOfDockerComposeIsNot(String image, String label) {
		this.contextRunner.withInitializer((context) -> composed(context, service("other", image, label, 31211)))
			.run((context) -> assertThat(nodes(context)).containsExactly("localhost:11211"));
	}

	@Test
	void containerOfATestIsConnectedTo() {
		this.contextRunner.withUserConfiguration(ContainerConfiguration.class).run((context) -> {
			assertThat(nodes(context)).containsExactly("docker-host:41211");
			MemcachedConnectionDetails details = context.getBean(MemcachedConnectionDetails.class);
			assertThat(details.getUsername()).isEqualTo("shop");
			assertThat(details.getPassword()).isEqualTo("s3cret");
			assertThat(details.getSslBundle()).isNull();
		});
	}

	private static List<String> nodes(AssertableApplicationContext context) {
		return context.getBean(LarderCacheManager.class)
			.getNodeStatistics()
			.stream()
			.map(NodeStatistics::name)
			.toList();
	}

	// What Spring Boot does when the services run
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void composed(ConfigurableApplicationContext context, RunningService... services) {
		DockerComposeServicesReadyEvent event = event(context, List.of(services));
		SpringFactoriesLoader.forDefaultResourceLocation()
			.load(ApplicationListener.class)
			.stream()
			.filter((listener) -> listener.getClass()
				.getName()
				.startsWith("org.springframework.boot.docker.compose.service"))
			.forEach((listener) -> listener.onApplicationEvent(event));
	}

	private static DockerComposeServicesReadyEvent event(ApplicationContext context, List<RunningService> services) {
		try {
			Constructor<DockerComposeServicesReadyEvent> constructor = DockerComposeServicesReadyEvent.class
				.getDeclaredConstructor(ApplicationContext.class, List.class);
			constructor.setAccessible(true);
			return constructor.newInstance(context, services);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RunningService service(String name, String image, String label, int port) {
		return new Service(name, ImageReference.of(image),
				(label != null) ? Map.of("org.springframework.boot.service-connection", label) : Map.of(), port);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class ContainerConfiguration {

		@Bean
		@ServiceConnection("memcached")
		StartedContainer container() {
			return new StartedContainer("acme/cache:7").withLabel("dev.larder.memcached.username", "shop")
				.withLabel("dev.larder.memcached.password", "s3cret");
		}

	}

	/**
	 * A container as it is once it has started, which needs Docker.
	 */
	static class StartedContainer extends GenericContainer<StartedContainer> {

		StartedContainer(String image) {
			super(DockerImageName.parse(image));
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getHost() {
			return "docker-host";
		}

		@Override
		public Integer getMappedPort(int port) {
			return 30000 + port;
		}

	}

	private record Service(String name, ImageReference image, Map<String, String> labels,
			int port) implements RunningService {

		@Override
		public String host() {
			return "127.0.0.1";
		}

		@Override
		public ConnectionPorts ports() {
			return new ConnectionPorts() {

				@Override
				public int get(int containerPort) {
					assertThat(containerPort).isEqualTo(11211);
					return port();
				}

				@Override
				public List<Integer> getAll() {
					return List.of(port());
				}

				@Override
				public List<Integer> getAll(String protocol) {
					return List.of(port());
				}

			};
		}

		@Override
		public Map<String, String> env() {
			return Map.of();
		}

	}

}
