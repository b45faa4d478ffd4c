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
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ServerAccess;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for servers that do not take everybody, by their properties.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class MemcachedAccessTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, CacheAutoConfiguration.class,
				LarderAutoConfiguration.class, LarderSecretsAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.mode=memcached",
				"larder.memcached.operation-timeout=5s", "larder.memcached.connect-timeout=5s");

	@Test
	void bundleEncryptsConnectionsAlsoOnceItIsRenewed(@TempDir Path directory) throws IOException {
		Path trusted = directory.resolve("trusted.crt");
		TestCertificates first = TestCertificates.create();
		IssuedCertificate own = first.issue("server", "ip:127.0.0.1");
		copy(first.authority(), trusted);
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				"spring.ssl.bundle.pem.cache.truststore.certificate=file:" + trusted,
				"spring.ssl.bundle.pem.cache.reload-on-update=true", "spring.ssl.bundle.watch.file.quiet-period=50ms",
				"larder.memcached.ssl.bundle=cache");
		try (MemcachedServer server = MemcachedServer.start(ServerAccess.encrypted(first.trusting()),
				own.memcachedOptions())) {
			runner.withPropertyValues("larder.memcached.servers=" + server.address()).run((context) -> {
				awaitCached(context);
				TestCertificates second = TestCertificates.create();
				IssuedCertificate renewed = second.issue("server", "ip:127.0.0.1");
				copy(renewed.certificate(), own.certificate());
				copy(renewed.key(), own.key());
				server.kill();
				// The former authority is not trusted any more
				restart(server, second);
				copy(second.authority(), trusted);
				awaitCached(context);
			});
		}
	}

	private static void restart(MemcachedServer server, TestCertificates trusted) {
		server.changeAccess(ServerAccess.encrypted(trusted.trusting()));
		server.restart();
	}

	@Test
	void bundleMayShowACertificateOfTheClient() {
		TestCertificates authority = TestCertificates.create();
		IssuedCertificate client = authority.issue("client");
		String[] options = authority.issue("server", "ip:127.0.0.1")
			.memcachedOptions("ssl_verify_mode=2", "ssl_ca_cert=" + authority.authority());
		try (MemcachedServer server = MemcachedServer.start(ServerAccess.encrypted(authority.context(client)),
				options)) {
			this.contextRunner
				.withPropertyValues("larder.memcached.servers=" + server.address(),
						"spring.ssl.bundle.pem.cache.truststore.certificate=file:" + authority.authority(),
						"spring.ssl.bundle.pem.cache.keystore.certificate=file:" + client.certificate(),
						"spring.ssl.bundle.pem.cache.keystore.private-key=file:" + client.key(),
						"larder.memcached.ssl.bundle=cache")
				.run(MemcachedAccessTests::awaitCached);
		}
	}

	@Test
	void passwordIsShownToServers() {
		try (MemcachedServer server = protectedServer()) {
			this.contextRunner
				.withPropertyValues("larder.memcached.servers=" + server.address(), "larder.memcached.username=shop",
						"larder.memcached.password=s3cret")
				.run(MemcachedAccessTests::awaitCached);
		}
	}

	@Test
	void wrongPasswordIsNotTheCallersProblem(CapturedOutput output) {
		try (MemcachedServer server = protectedServer()) {
			this.contextRunner
				.withPropertyValues("larder.memcached.servers=" + server.address(), "larder.memcached.username=shop",
						"larder.memcached.password=wr0ng")
				.run((context) -> {
					Cache cache = context.getBean(LarderCacheManager.class).getCache("products");
					cache.put("key", "value");
					assertThat(cache.get("key")).isNull();
					assertThat(cache.<String>get("key", () -> "loaded")).isEqualTo("loaded");
					NodeStatistics node = context.getBean(LarderCacheManager.class).getNodeStatistics().get(0);
					assertThat(node.state()).isEqualTo(NodeStatistics.State.DOWN);
					assertThat(node.lastError()).contains("refuses the user name 'shop' or the password");
				});
		}
		assertThat(output).contains("refuses the user name 'shop' or the password").doesNotContain("wr0ng");
	}

	@Test
	void passwordIsNotShownByEndpointsThatShowAllElse() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(EnvironmentEndpointAutoConfiguration.class,
					ConfigurationPropertiesReportEndpointAutoConfiguration.class))
			.withPropertyValues("larder.mode=local", "larder.memcached.username=shop",
					"larder.memcached.password=s3cret", "management.endpoints.web.exposure.include=*",
					"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always")
			.run((context) -> {
				ConfigurationPropertiesReportEndpoint report = context
					.getBean(ConfigurationPropertiesReportEndpoint.class);
				assertThat(report.configurationPropertiesWithPrefix("larder").getContexts().values())
					.flatExtracting((each) -> each.getBeans().values())
					.extracting((bean) -> bean.getProperties() + " " + bean.getInputs())
					.anyMatch((text) -> text.contains("username=shop"))
					.noneMatch((text) -> text.contains("s3cret"));
				EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
				assertThat(environment.environmentEntry("larder.memcached.username").getProperty().getValue())
					.isEqualTo("shop");
				assertThat(environment.environmentEntry("larder.memcached.password").getProperty().getValue())
					.isEqualTo("******");
			});
	}

	private static MemcachedServer protectedServer() {
		return MemcachedServer.start(ServerAccess.authenticated("shop", "s3cret"), "-Y",
				ServerAccess.passwords("shop:s3cret").toString());
	}

	private static void copy(Path from, Path to) throws IOException {
		// At once, as a half-written file is none
		Path copy = Files.copy(from, to.resolveSibling(to.getFileName() + ".new"), StandardCopyOption.REPLACE_EXISTING);
		Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void awaitCached(ApplicationContext context) {
		Cache cache = context.getBean(LarderCacheManager.class).getCache("products");
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			cache.put("key", "value");
			return cache.get("key") != null;
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
