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

import java.util.List;
import java.util.Map;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderEndpointAutoConfiguration;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.actuate.KnownParameters;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownParameters}, and for what Larder's endpoints answer on the web.
 */
class KnownParametersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LarderAutoConfiguration.class, LarderEndpointAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=larder,larderentries",
				"management.endpoint.larder.access=UNRESTRICTED",
				"management.endpoint.larderentries.access=UNRESTRICTED", "larder.caches.cities.ttl=1m");

	@Test
	void unknownParameterIsNamedAndNothingIsDone() {
		this.contextRunner.run((context) -> {
			context.getBean(LarderCacheManager.class).getLarderCache("cities").put("berlin", "Berlin");
			assertThat(write(context, "larder", Map.of("operation", "clear", "cache", "cities", "keys", "paris")))
				.isEqualTo(new Refusal(400, "wrong-request",
						"Unknown: 'keys'. There are [cache, key, manager, operation]."));
			assertThat(context.getBean(LarderCacheManager.class).getLarderCache("cities").get("berlin")).isNotNull();
		});
	}

	@Test
	void unknownParameterOfALookUpOrAListIsNamed() {
		this.contextRunner.run((context) -> {
			assertThat(write(context, "larderentries", Map.of("cache", "cities", "key", "a", "values", "true")))
				.extracting(Refusal::message)
				.isEqualTo("Unknown: 'values'. There are [cache, key, manager, value].");
			assertThat(read(context, Map.of("cache", "cities", "prefx", "a", "size", "7"))).extracting(Refusal::message)
				.asString()
				.startsWith("Unknown: 'prefx', 'size'.");
		});
	}

	@Test
	void parameterIsGivenOnce() {
		this.contextRunner.run((context) -> {
			assertThat(write(context, "larder", Map.of("operation", "clear", "cache", List.of("cities", "others"))))
				.isEqualTo(new Refusal(400, "wrong-request", "'cache' must be given once, and be no list or object."));
			assertThat(write(context, "larder", Map.of("operation", "evict", "cache", "cities", "key", Map.of())))
				.extracting(Refusal::message)
				.asString()
				.startsWith("'key'");
		});
	}

	@Test
	void keyOfAnOperationOnAllKeysIsRefused() {
		this.contextRunner.run((context) -> {
			for (String operation : List.of("clear", "reset-statistics", "announce-changes")) {
				assertThat(write(context, "larder", Map.of("operation", operation, "cache", "cities", "key", "a")))
					.isEqualTo(new Refusal(400, "wrong-request",
							"Operation '" + operation + "' has no 'key': it is about all keys."));
			}
		});
	}

	@Test
	void managerWithoutACacheIsRefused() {
		this.contextRunner.run((context) -> assertThat(
				write(context, "larder", Map.of("operation", "reset-statistics", "manager", "cacheManager")))
			.isEqualTo(new Refusal(400, "wrong-request", "Which 'cache' of the 'manager' is meant?")));
	}

	@Test
	void unknownCacheIsToldFromAnEndpointThatIsNotExposed() {
		this.contextRunner.run((context) -> {
			Refusal unknown = new Refusal(404, "unknown-cache", "There is no cache 'none'.");
			assertThat(write(context, "larder", Map.of("operation", "reset-statistics", "cache", "none")))
				.isEqualTo(unknown);
			assertThat(write(context, "larderentries", Map.of("cache", "none", "key", "a"))).isEqualTo(unknown);
			assertThat(read(context, Map.of("cache", "none"))).isEqualTo(unknown);
			assertThat(write(context, "larder", Map.of("operation", "clear", "cache", "cities", "manager", "other")))
				.isEqualTo(
						new Refusal(404, "unknown-cache", "There is no cache 'cities' in the cache manager 'other'."));
		});
	}

	@Test
	void ambiguousListSaysWhy() {
		this.contextRunner.run((context) -> assertThat(read(context, Map.of("cache", "cities", "order", "coldest")))
			.isEqualTo(new Refusal(400, "wrong-request", "'order' must be 'hottest', or left out.")));
	}

	@Test
	void emptyKeyIsAKey() {
		this.contextRunner.run((context) -> {
			context.getBean(LarderCacheManager.class).getLarderCache("cities").put("", "Nowhere");
			assertThat(invoke(context, "larderentries", OperationType.WRITE, Map.of("cache", "cities", "key", ""))
				.getBody()).isInstanceOfSatisfying(LarderEntriesEndpoint.LookUpDescriptor.class,
						(found) -> assertThat(found.local()).isNotNull());
			invoke(context, "larder", OperationType.WRITE, Map.of("operation", "evict", "cache", "cities", "key", ""));
			assertThat(context.getBean(LarderCacheManager.class).getLarderCache("cities").get("")).isNull();
		});
	}

	private static Refusal write(AssertableApplicationContext context, String endpoint, Map<String, Object> arguments) {
		return Refusal.of(invoke(context, endpoint, OperationType.WRITE, arguments));
	}

	private static Refusal read(AssertableApplicationContext context, Map<String, Object> arguments) {
		return Refusal.of(invoke(context, "larderentries", OperationType.READ, arguments));
	}

	private static WebEndpointResponse<?> invoke(AssertableApplicationContext context, String endpoint,
			OperationType type, Map<String, Object> arguments) {
		return new WebEndpointDiscoverer(context, new ConversionServiceParameterValueMapper(),
				EndpointMediaTypes.DEFAULT, List.of(), List.of(),
				context.getBeansOfType(OperationInvokerAdvisor.class).values(), List.of(), List.of())
			.getEndpoints()
			.stream()
			.filter((candidate) -> candidate.getEndpointId().toString().equals(endpoint))
			.flatMap((found) -> found.getOperations().stream())
			.filter((operation) -> operation.getType() == type)
			.map((operation) -> (WebEndpointResponse<?>) operation
				.invoke(new InvocationContext(SecurityContext.NONE, arguments)))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * An answer that says why something was not done.
	 */
	private record Refusal(int status, Object code, Object message) {

		private static Refusal of(WebEndpointResponse<?> response) {
			assertThat(response.getBody()).isInstanceOf(Map.class);
			Map<?, ?> body = (Map<?, ?>) response.getBody();
			return new Refusal(response.getStatus(), body.get("code"), body.get("message"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
