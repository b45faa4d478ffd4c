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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What subscribers get of cached methods that return a {@link Mono} or a {@link Flux}.
 */
@Timeout(60)
@ServerTest
class ReactiveLoadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void subscribersShareOneLoadAndNoneOfThemBlocks(String mode) {
		run(mode, (prices, cache) -> {
			List<CompletableFuture<String>> results = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				results.add(as("user" + i, prices.find("apple")).toFuture());
			}
			Load load = prices.nextLoad();
			load.end.tryEmitValue("1.20");
			assertThat(results)
				.allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE).isEqualTo("1.20 for " + load.user));
			assertThat(prices.calls()).hasValue(1);
			assertThat(as("later", prices.find("apple")).block(PATIENCE)).isEqualTo("1.20 for " + load.user);
			assertThat(prices.calls()).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoWaitedForALoadThatFailedLoadsInItsOwnContext(String mode) {
		run(mode, (prices, cache) -> {
			CompletableFuture<String> alice = as("alice", prices.find("apple")).toFuture();
			Load first = prices.nextLoad();
			CompletableFuture<String> bob = as("bob", prices.find("apple")).toFuture();
			first.end.tryEmitError(new IllegalStateException("not for alice"));
			Load second = prices.nextLoad();
			second.end.tryEmitValue("1.20");
			assertThat(alice).failsWithin(PATIENCE).withThrowableThat().havingRootCause().withMessage("not for alice");
			assertThat(bob).succeedsWithin(PATIENCE).isEqualTo("1.20 for bob");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whatIsEvictedMeanwhileIsNotStored(String mode) {
		run(mode, (prices, cache) -> {
			CompletableFuture<String> old = as("alice", prices.find("apple")).toFuture();
			Load load = prices.nextLoad();
			cache.evict("apple");
			load.end.tryEmitValue("old");
			assertThat(old).succeedsWithin(PATIENCE).isEqualTo("old for alice");
			CompletableFuture<String> current = as("bob", prices.find("apple")).toFuture();
			prices.nextLoad().end.tryEmitValue("new");
			assertThat(current).succeedsWithin(PATIENCE).isEqualTo("new for bob");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoNoLongerWaitsTakesNothingFromTheOthers(String mode) {
		run(mode, (prices, cache) -> {
			Disposable impatient = as("alice", prices.find("apple")).subscribe();
			Load load = prices.nextLoad();
			CompletableFuture<String> patient = as("bob", prices.find("apple")).toFuture();
			impatient.dispose();
			load.end.tryEmitValue("1.20");
			assertThat(patient).succeedsWithin(PATIENCE).isEqualTo("1.20 for alice");
			assertThat(prices.calls()).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void resultAsksTheCacheForEachSubscriberAndForNobodyElse(String mode) {
		run(mode, (prices, cache) -> {
			Mono<String> price = as("alice", prices.current("apple"));
			assertThat(prices.calls()).hasValue(0);
			assertThat(price.block(PATIENCE)).isEqualTo("price 1 for alice");
			assertThat(price.block(PATIENCE)).isEqualTo("price 1 for alice");
			cache.evict("apple");
			assertThat(price.block(PATIENCE)).isEqualTo("price 2 for alice");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void emptyResultIsCached(String mode) {
		run(mode, (prices, cache) -> {
			assertThat(prices.none("apple").block(PATIENCE)).isNull();
			assertThat(prices.none("apple").block(PATIENCE)).isNull();
			assertThat(prices.calls()).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void contextReachesMethodsThatAreSynchronizedByTheirAnnotation(String mode) {
		run(mode, (prices, cache) -> {
			Mono<String> mono = as("alice", prices.synchronizedMono("apple"));
			Flux<String> flux = as("bob", prices.synchronizedFlux("pear").collectList()).flatMapIterable((all) -> all);
			assertThat(prices.calls()).hasValue(0);
			assertThat(mono.block(PATIENCE)).isEqualTo("price 1 for alice");
			assertThat(flux.collectList().block(PATIENCE)).containsExactly("price 2 for bob", "end");
			assertThat(as("carol", prices.synchronizedMono("apple")).block(PATIENCE)).isEqualTo("price 1 for alice");
		});
	}

	@Test
	void conditionThatDoesNotHoldLeavesTheMethodToItsSubscriber() {
		run("local", (prices, cache) -> {
			Mono<String> price = as("alice", prices.conditional("secret"));
			assertThat(price.block(PATIENCE)).isEqualTo("price 1 for alice");
			assertThat(price.block(PATIENCE)).isEqualTo("price 2 for alice");
		});
	}

	@Test
	void elementsOfAFluxAreHandedOnAsTheyCome() {
		run("local", (prices, cache) -> {
			Queue<String> seen = new ConcurrentLinkedQueue<>();
			prices.stream("apple").subscribe(seen::add);
			assertThat(prices.elements().tryEmitNext("first").isSuccess()).isTrue();
			assertThat(seen).containsExactly("first");
			prices.elements().tryEmitComplete();
			assertThat(prices.stream("apple").collectList().block(PATIENCE)).containsExactly("first");
			assertThat(prices.calls()).hasValue(1);
		});
	}

	@Test
	void reactiveMethodsAreLeftToSpringWithoutTheGuard() {
		runner("local").withPropertyValues("larder.guard-all-loads=false").run((context) -> {
			Prices prices = context.getBean(Prices.class);
			CompletableFuture<String> alice = as("alice", prices.find("apple")).toFuture();
			CompletableFuture<String> bob = as("bob", prices.find("apple")).toFuture();
			prices.nextLoad().end.tryEmitValue("a");
			prices.nextLoad().end.tryEmitValue("b");
			assertThat(alice).succeedsWithin(PATIENCE).isEqualTo("a for alice");
			assertThat(bob).succeedsWithin(PATIENCE).isEqualTo("b for bob");
		});
	}

	private static <T> Mono<T> as(String user, Mono<T> mono) {
		return mono.contextWrite((context) -> context.put("user", user));
	}

	private void run(String mode, BiConsumer<Prices, Cache> test) {
		runner(mode).run((context) -> test.accept(context.getBean(Prices.class),
				context.getBean(CacheManager.class).getCache("prices")));
	}

	private ApplicationContextRunner runner(String mode) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
					LarderLoadGuardAutoConfiguration.class))
			.withUserConfiguration(PricesConfiguration.class)
			.withPropertyValues("spring.application.name=shop", "larder.mode=" + mode,
					"larder.memcached.servers=" + memcached.server().address());
	}

	/**
	 * A load that has begun.
	 */
	static final class Load {

		private final String user;

		private final Sinks.One<String> end = Sinks.one();

		private Load(String user) {
			this.user = user;
		}

	}

	static class Prices {

		private final AtomicInteger calls = new AtomicInteger();

		private final Queue<Load> loads = new ConcurrentLinkedQueue<>();

		private final Sinks.Many<String> stream = Sinks.many().unicast().onBackpressureBuffer();

		@Cacheable("prices")
		public Mono<String> find(String name) {
			this.calls.incrementAndGet();
			return Mono.deferContextual((context) -> {
				Load load = new Load(context.get("user"));
				this.loads.add(load);
				return load.end.asMono().map((price) -> price + " for " + load.user);
			});
		}

		@Cacheable("prices")
		public Mono<String> current(String name) {
			return next();
		}

		@Cacheable(cacheNames = "prices", sync = true)
		public Mono<String> synchronizedMono(String name) {
			return next();
		}

		@Cacheable(cacheNames = "prices", sync = true)
		public Flux<String> synchronizedFlux(String name) {
			return next().concatWith(Mono.just("end"));
		}

		@Cacheable(cacheNames = "prices", condition = "#name != 'secret'")
		public Mono<String> conditional(String name) {
			return next();
		}

		@Cacheable("prices")
		public Mono<String> none(String name) {
			this.calls.incrementAndGet();
			return Mono.empty();
		}

		@Cacheable("streams")
		public Flux<String> stream(String name) {
			this.calls.incrementAndGet();
			return this.stream.asFlux();
		}

		public AtomicInteger calls() {
			return this.calls;
		}

		public Sinks.Many<String> elements() {
			return this.stream;
		}

		private Mono<String> next() {
			return Mono.deferContextual((context) -> Mono
				.just("price " + this.calls.incrementAndGet() + " for " + context.<String>get("user")));
		}

		public Load nextLoad() {
			return Awaitility.await().until(this.loads::poll, (load) -> load != null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	@Import(Prices.class)
	static class PricesConfiguration {

	}

}
