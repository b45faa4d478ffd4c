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

package dev.larder.actuate;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import dev.larder.actuate.LarderEntriesEndpoint.EntriesDescriptor;
import dev.larder.actuate.LarderEntriesEndpoint.EntryDescriptor;
import dev.larder.actuate.LarderEntriesEndpoint.LocalDescriptor;
import dev.larder.actuate.LarderEntriesEndpoint.LookUpDescriptor;
import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderEndpointAutoConfiguration;
import dev.larder.cache.CacheInspector.KeyOrder;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LarderEntriesEndpoint}.
 */
class LarderEntriesEndpointTests {

	private final LarderCacheManager manager = LarderCacheManager.builder()
		.withCacheConfiguration("products", CacheSettings.defaults())
		.build();

	private final LarderCache products = this.manager.getLarderCache("products");

	private final LarderEntriesEndpoint endpoint = new LarderEntriesEndpoint(Map.of("manager", this.manager),
			Show.NEVER);

	@AfterEach
	void close() {
		this.manager.close();
	}

	@Test
	void keysAreListed() {
		this.products.put("b", 1);
		this.products.put("a", 1);
		this.products.put(7L, 1);
		EntriesDescriptor entries = this.endpoint.entries("products", null, null, null, null, null);
		assertThat(entries).isNotNull();
		assertThat(entries.entries()).extracting(EntryDescriptor::key).containsExactly("a", "b", "long~7");
		assertThat(entries.complete()).isTrue();
	}

	@Test
	void listIsBounded() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.entries("products", null, null, null, 1001, null));
	}

	@Test
	void lifeOfEntriesIsListed() {
		this.products.put("a", 1);
		LocalDescriptor local = this.endpoint.entries("products", null, null, null, null, null)
			.entries()
			.get(0)
			.local();
		assertThat(local).isNotNull();
		assertThat(local.remainingMs()).isBetween(1L, 3_600_000L);
		assertThat(local.digest()).isNull();
	}

	@Test
	void digestsAreListedOnRequest() {
		this.products.put("a", "value");
		LocalDescriptor local = this.endpoint.entries("products", null, "a", null, 100, true).entries().get(0).local();
		assertThat(local).isNotNull();
		assertThat(local.digest()).matches("[0-9a-f]{16}");
		assertThat(local.sizeBytes()).isPositive();
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.entries("products", null, "a", null, 101, true));
	}

	@Test
	void hottestKeysAreListed() {
		this.products.put("a", "secret-value");
		EntriesDescriptor entries = this.endpoint.entries("products", null, null, "hottest", 100, null);
		assertThat(entries).isNotNull();
		assertThat(entries.order()).isEqualTo(KeyOrder.ANY);
		assertThat(entries.entries()).extracting(EntryDescriptor::key).containsExactly("a");
		assertThat(entries.toString()).doesNotContain("secret-value");
	}

	@Test
	void listInAnOrderIsBounded() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.entries("products", null, null, "hottest", 101, null));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.entries("products", null, "a", "hottest", 10, null));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.entries("products", null, null, "coldest", 10, null));
	}

	@Test
	void unknownCacheHasNoEntries() {
		assertThat(this.endpoint.entries("others", null, null, null, null, null)).isNull();
		assertThat(this.endpoint.lookUp("others", "a", null, null)).isNull();
	}

	@Test
	void keyIsLookedUp() {
		this.products.put("a", "value");
		LookUpDescriptor found = this.endpoint.lookUp("products", "a", null, null);
		assertThat(found).isNotNull();
		assertThat(found.mode()).isEqualTo("local");
		assertThat(found.local()).isNotNull();
		assertThat(found.local().digest()).matches("[0-9a-f]{16}");
		assertThat(found.local().sizeBytes()).isPositive();
	}

	@Test
	void valuesAreNotShown() {
		this.products.put("a", "secret-value");
		assertThat(this.endpoint.lookUp("products", "a", null, null).toString()).doesNotContain("secret-value");
		assertThat(this.endpoint.entries("products", null, null, null, null, null).toString())
			.doesNotContain("secret-value");
	}

	@Test
	void valuesAreShownToNobodyByDefault() {
		this.products.put("a", "secret-value");
		LookUpDescriptor found = this.endpoint.lookUp("products", "a", null, true);
		assertThat(found).returns(null, LookUpDescriptor::value).returns(true, LookUpDescriptor::valueWithheld);
	}

	@Test
	void valuesAreShownWhereTheyAlwaysAre() {
		this.products.put("a", "secret-value");
		LarderEntriesEndpoint open = new LarderEntriesEndpoint(Map.of("manager", this.manager), Show.ALWAYS);
		assertThat(open.lookUp("products", "a", null, null).value()).isNull();
		LookUpDescriptor found = open.lookUp("products", "a", null, true);
		assertThat(found.valueWithheld()).isFalse();
		assertThat(new String(Base64.getDecoder().decode(found.value().data()), StandardCharsets.UTF_8))
			.contains("secret-value");
		assertThat(found.toString()).doesNotContain("secret-value");
	}

	@Test
	void valuesAreShownToThoseWhoAreAuthorized() {
		this.products.put("a", "secret-value");
		LarderEntriesEndpointWebExtension web = new LarderEntriesEndpointWebExtension(this.endpoint,
				Show.WHEN_AUTHORIZED, Set.of("support"));
		assertThat(body(web, user("support")).value()).isNotNull();
		assertThat(body(web, user("other")).value()).isNull();
		assertThat(body(web, SecurityContext.NONE)).returns(null, LookUpDescriptor::value)
			.returns(true, LookUpDescriptor::valueWithheld);
		assertThat(web.lookUp(SecurityContext.NONE, "others", "a", null, true).getStatus()).isEqualTo(404);
	}

	private static LookUpDescriptor body(LarderEntriesEndpointWebExtension web, SecurityContext user) {
		return (LookUpDescriptor) web.lookUp(user, "products", "a", null, true).getBody();
	}

	private static SecurityContext user(String role) {
		return new SecurityContext() {

			@Override
			public Principal getPrincipal() {
				return () -> "jo";
			}

			@Override
			public boolean isUserInRole(String name) {
				return name.equals(role);
			}

		};
	}

	@Test
	void endpointNeedsExposureAndAccess() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LarderAutoConfiguration.class, LarderEndpointAutoConfiguration.class))
			.withUserConfiguration(Caching.class);
		String exposure = "management.endpoints.web.exposure.include=*";
		runner.withPropertyValues(exposure)
			.run((context) -> assertThat(context).doesNotHaveBean(LarderEntriesEndpoint.class)
				.hasSingleBean(LarderEndpoint.class));
		runner.withPropertyValues("management.endpoint.larderentries.access=READ_ONLY")
			.run((context) -> assertThat(context).doesNotHaveBean(LarderEntriesEndpoint.class));
		runner.withPropertyValues(exposure, "management.endpoint.larderentries.access=READ_ONLY")
			.run((context) -> assertThat(context).hasSingleBean(LarderEntriesEndpoint.class)
				.hasSingleBean(LarderEntriesEndpointWebExtension.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

}
