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

package dev.larder.admin.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.memcached.ServerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the servers of clusters that have them found by a name.
 */
class ServerNamesTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final ServerAddress NAME = new ServerAddress("caches.test", 11211);

	private volatile ThrowingFunction<String, InetAddress[]> resolver = (host) -> addresses("10.0.0.2", "10.0.0.1");

	/**
	 * Looks names up when a test asks for it, and once at the start.
	 */
	private final ServerNames names;

	private final ServerSource source = new DnsSource(NAME, (host) -> this.resolver.applyWithException(host));

	ServerNamesTests() {
		this.names = new ServerNames(List.of(this.source), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static InetAddress[] addresses(String... texts) throws UnknownHostException {
		InetAddress[] addresses = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			addresses[i] = InetAddress.getByName(texts[i]);
		}
		return addresses;
	}

	private List<String> servers() {
		return this.names.find(this.source).servers().stream().map(ClusterServer::id).toList();
	}

	@AfterEach
	void close() {
		this.names.close();
	}

	@Test
	void everyAddressIsAServer() {
		this.names.await(Duration.ofSeconds(30));
		assertThat(servers()).containsExactly("10.0.0.1-11211", "10.0.0.2-11211");
		assertThat(this.names.find(this.source).resolution())
			.isEqualTo(new Resolution("caches.test:11211", null, NOW, null));
	}

	@Test
	void serversComeAndGo() {
		this.resolver = (host) -> addresses("10.0.0.3", "fd00::1", "10.0.0.1");
		this.names.resolve();
		assertThat(servers()).containsExactly("10.0.0.1-11211", "10.0.0.3-11211", "fd00-0-0-0-0-0-0-1-11211");
	}

	@Test
	void addressThatIsListedTwiceIsOneServer() {
		this.resolver = (host) -> addresses("10.0.0.1", "10.0.0.1");
		this.names.resolve();
		assertThat(servers()).containsExactly("10.0.0.1-11211");
	}

	@Test
	void nameThatIsNotKnownAnyMoreKeepsItsServers() {
		this.names.await(Duration.ofSeconds(30));
		this.resolver = (host) -> {
			throw new UnknownHostException(host);
		};
		this.names.resolve();
		assertThat(servers()).containsExactly("10.0.0.1-11211", "10.0.0.2-11211");
		assertThat(this.names.find(this.source).resolution())
			.isEqualTo(new Resolution("caches.test:11211", null, NOW, "The name caches.test is not known"));
	}

	@Test
	void resolverThatFailsIsAProblemOfItsNameAlone() {
		ServerSource failing = new DnsSource(NAME, (host) -> {
			throw new IllegalStateException("no resolver");
		});
		ServerSource other = new DnsSource(new ServerAddress("others.test", 11311), (host) -> addresses("10.0.0.9"));
		try (ServerNames both = new ServerNames(List.of(failing, other), Duration.ofHours(1), Clock.systemUTC())) {
			both.await(Duration.ofSeconds(30));
			assertThat(both.find(failing).servers()).isEmpty();
			assertThat(both.find(failing).resolution().problem()).contains("no resolver");
			assertThat(both.find(other).servers()).hasSize(1);
		}
	}

	@Test
	void slowResolverDelaysNobody() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		ServerSource slow = new DnsSource(NAME, (host) -> {
			asked.countDown();
			end.await();
			return addresses("10.0.0.1");
		});
		CountDownLatch otherAsked = new CountDownLatch(1);
		ServerSource other = new DnsSource(new ServerAddress("others.test", 11311), (host) -> {
			otherAsked.countDown();
			return addresses("10.0.0.9");
		});
		try (ServerNames names = new ServerNames(List.of(slow, other), Duration.ofHours(1), Clock.systemUTC())) {
			assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(otherAsked.await(30, TimeUnit.SECONDS)).isTrue();
			names.await(Duration.ofMillis(1));
			assertThat(names.find(slow).resolution().problem()).isEqualTo("The name has not been looked up yet");
			end.countDown();
			names.await(Duration.ofSeconds(30));
			assertThat(names.find(slow).servers()).hasSize(1);
		}
	}

}
