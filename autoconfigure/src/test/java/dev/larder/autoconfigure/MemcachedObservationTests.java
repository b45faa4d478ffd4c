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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.observation.DefaultMemcachedObservationConvention;
import dev.larder.observation.MemcachedObservationContext;
import dev.larder.observation.MemcachedObservationConvention;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is seen in a trace of what caches ask of memcached.
 */
@ServerTest
class MemcachedObservationTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final SimpleTracer tracer = new SimpleTracer();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderObservationAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.mode=memcached");

	private final ApplicationContextRunner tracingRunner = this.contextRunner.withBean("observationRegistry",
			ObservationRegistry.class, this::tracingRegistry);

	private ObservationRegistry tracingRegistry() {
		this.registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(this.tracer, Propagator.NOOP),
					new DefaultTracingObservationHandler(this.tracer)));
		return this.registry;
	}

	@Test
	void whatARequestAsksOfMemcachedIsPartOfItsTrace() {
		this.tracingRunner.withPropertyValues(server()).run((context) -> {
			LarderCache cache = cache(context);
			request(() -> {
				cache.get("key");
				cache.put("key", "value");
				cache.evict("key");
			});
			assertThat(operations()).extracting(SimpleSpan::getName)
				.containsExactly("get products", "set products", "delete products");
			assertThat(operations()).allSatisfy(this::assertPartOfTheRequest);
		});
	}

	@Test
	void operationIsDescribedByOpenTelemetrysConventionsWithoutItsKey() {
		this.tracingRunner.withPropertyValues(server()).run((context) -> {
			request(() -> cache(context).get("secret"));
			assertThat(operations()).singleElement().satisfies((operation) -> {
				assertThat(operation.getTags()).containsEntry("db.system.name", "memcached")
					.containsEntry("db.operation.name", "get")
					.containsEntry("db.namespace", "shop")
					.containsEntry("db.collection.name", "products")
					.containsEntry("server.address", memcached.server().host())
					.containsEntry("server.port", String.valueOf(memcached.server().port()))
					.containsEntry("error.type", "none")
					.hasSize(7);
				assertThat(operation.getRemoteServiceName()).isEqualTo("memcached");
				assertThat(operation.toString()).doesNotContain("secret");
			});
		});
	}

	@Test
	void numberOfKeysIsPartOfATraceOnly() {
		this.tracingRunner.withPropertyValues(server()).run((context) -> {
			request(() -> cache(context).getAll(List.of("one", "two", "three")));
			assertThat(operations()).singleElement()
				.satisfies((operation) -> assertThat(operation.getTags()).containsEntry("db.operation.name", "get")
					.containsEntry("db.operation.batch.size", "3"));
			assertThat(new DefaultMemcachedObservationConvention().getLowCardinalityKeyValues(
					new MemcachedObservationContext("get", "products", "shop", "cache", 1, null, 3)))
				.extracting(KeyValue::getKey)
				.doesNotContain("db.operation.batch.size");
		});
	}

	@Test
	void loadIsPartOfTheTraceWhichItsLeaseIsTakenIn() {
		this.tracingRunner.withPropertyValues(server()).run((context) -> {
			request(() -> cache(context).get("key", () -> "value"));
			Awaitility.await()
				.untilAsserted(() -> assertThat(operations()).extracting(SimpleSpan::getName).contains("cas products"));
			assertThat(operations()).extracting(SimpleSpan::getName).contains("add products", "gets products");
			assertThat(operations()).allSatisfy(this::assertPartOfTheRequest);
		});
	}

	@Test
	void waitForTheLoadOfAnotherInstanceIsPartOfTheTrace() {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		this.contextRunner.withPropertyValues(server()).run((other) -> {
			Future<?> load = executor.submit(() -> cache(other).get("awaited", () -> {
				loading.countDown();
				end.await(10, TimeUnit.SECONDS);
				return "value";
			}));
			assertThat(loading.await(10, TimeUnit.SECONDS)).isTrue();
			this.tracingRunner.withPropertyValues(server()).run((context) -> {
				Thread releasing = new Thread(() -> {
					// Some looks later, which other threads take
					Awaitility.await().until(() -> operations().size() > 6);
					end.countDown();
				});
				releasing.start();
				request(() -> assertThat(cache(context).get("awaited", () -> "own")).isEqualTo("value"));
				releasing.join();
				assertThat(operations()).hasSizeGreaterThan(6).allSatisfy(this::assertPartOfTheRequest);
			});
			load.get(10, TimeUnit.SECONDS);
		});
		executor.shutdownNow();
	}

	@Test
	void failureIsSeen() {
		this.tracingRunner.withPropertyValues("larder.memcached.servers=localhost:1").run((context) -> {
			request(() -> cache(context).get("key"));
			assertThat(operations()).singleElement()
				.satisfies((operation) -> assertThat(operation.getTags()).containsEntry("error.type", "disconnected"));
		});
	}

	@Test
	void whatIsDoneInTheBackgroundIsNobodysTrace() {
		this.tracingRunner.withPropertyValues(server(), "larder.mode=tiered", "larder.coherence.poll-interval=10ms")
			.run((context) -> {
				LarderCacheManager manager = context.getBean(LarderCacheManager.class);
				cache(context);
				Awaitility.await().until(() -> manager.getNodeStatistics().get(0).pollReads() > 20);
				assertThat(this.tracer.getSpans()).isEmpty();
			});
	}

	@Test
	void hitInLocalMemoryIsNotObserved() {
		this.tracingRunner.withPropertyValues(server(), "larder.mode=tiered").run((context) -> {
			LarderCache cache = cache(context);
			cache.put("key", "value");
			// The first poll drops the copies of before
			LarderCacheManager manager = context.getBean(LarderCacheManager.class);
			Awaitility.await()
				.until(() -> manager.getNodeStatistics().stream().allMatch((node) -> node.coherence().age() != null));
			cache.get("key");
			request(() -> assertThat(cache.get("key")).isNotNull());
			assertThat(operations()).isNotEmpty()
				.allSatisfy((operation) -> assertThat(operation.context().parentId()).isEmpty());
		});
	}

	@Test
	void observationsThatAreSwitchedOffAreNotMade() {
		for (String name : List.of("larder.memcached.operation", "larder.memcached", "larder", "all")) {
			this.tracingRunner.withPropertyValues(server(), "management.observations.enable." + name + "=false")
				.run((context) -> {
					request(() -> cache(context).get("key"));
					assertThat(operations()).as(name).isEmpty();
				});
		}
	}

	@Test
	void conventionOfTheApplicationReplacesTheDefaultOne() {
		this.tracingRunner.withUserConfiguration(ConventionConfiguration.class)
			.withPropertyValues(server())
			.run((context) -> {
				request(() -> cache(context).get("key"));
				assertThat(this.tracer.getSpans()).filteredOn((span) -> span.getName().startsWith("look up"))
					.singleElement()
					.satisfies((span) -> assertThat(span.getTags()).containsEntry("cache", "products").hasSize(1));
			});
	}

	@Test
	void withoutARegistryNothingIsObserved() {
		this.contextRunner.withPropertyValues(server())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("larderMemcachedObservations"));
	}

	@Test
	void localCachesNeedNoObservation() {
		this.tracingRunner.withPropertyValues("larder.mode=local").run((context) -> {
			request(() -> cache(context).get("key"));
			assertThat(operations()).isEmpty();
		});
	}

	private void request(Runnable request) {
		Observation.createNotStarted("request", this.registry).observe(request);
		// Who waits for an answer is woken before the observation ends
		Awaitility.await()
			.until(() -> this.tracer.getSpans()
				.stream()
				.filter((span) -> span.getKind() == Span.Kind.CLIENT)
				.allMatch((span) -> span.getEndTimestamp().isAfter(Instant.EPOCH)));
	}

	private void assertPartOfTheRequest(SimpleSpan operation) {
		SimpleSpan request = this.tracer.getSpans()
			.stream()
			.filter((span) -> "request".equals(span.getName()))
			.findFirst()
			.orElseThrow();
		assertThat(operation.context().traceId()).isEqualTo(request.context().traceId());
		assertThat(operation.context().parentId()).isEqualTo(request.context().spanId());
	}

	private List<SimpleSpan> operations() {
		Collection<SimpleSpan> spans = new ArrayList<>(this.tracer.getSpans());
		return spans.stream().filter((span) -> String.valueOf(span.getName()).endsWith(" products")).toList();
	}

	private static LarderCache cache(ApplicationContext context) {
		LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

	private static String server() {
		return "larder.memcached.servers=" + memcached.server().address();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class ConventionConfiguration {

		@Bean
		MemcachedObservationConvention convention() {
			return new MemcachedObservationConvention() {

				@Override
				public String getName() {
					return "shop.cache";
				}

				@Override
				public @Nullable String getContextualName(MemcachedObservationContext context) {
					return "look up " + context.getKey();
				}

				@Override
				public KeyValues getLowCardinalityKeyValues(MemcachedObservationContext context) {
					return KeyValues.of("cache", context.getCacheName());
				}

			};
		}

	}

}
