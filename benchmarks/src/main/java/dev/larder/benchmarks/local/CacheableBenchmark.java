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

package dev.larder.benchmarks.local;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.SpringClient;
import org.awaitility.Awaitility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * Calls a method whose result is cached.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before anything else
public class CacheableBenchmark {

	@Param
	public Subject subject;

	private final Long[] keys = LongStream.range(0, CacheBenchmark.KEYS).boxed().toArray(Long[]::new);

	private int next;

	private ConfigurableApplicationContext context;

	private Catalog catalog;

	private BiFunction<Catalog, Long, Product> method;

	@Setup
	public void setUp() {
		this.context = SpringClient.start(this.subject.properties, LocalApplication.class, Catalog.Application.class);
		this.catalog = this.context.getBean(Catalog.class);
		this.method = this.subject.method;
		if (this.subject == Subject.UNCACHED) {
			Assert.state(!isCached(), "This must not be cached");
		}
		else {
			// A remote tier that is not warm yet may be too slow to keep anything
			Awaitility.await("all products are cached").pollInSameThread().until(this::isCached);
		}
	}

	private boolean isCached() {
		callAll();
		int calls = this.catalog.calls();
		callAll();
		return this.catalog.calls() == calls;
	}

	private void callAll() {
		for (Long key : this.keys) {
			Assert.state(Product.number(key).equals(this.method.apply(this.catalog, key)), "That is another product");
		}
	}

	@Benchmark
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public Product hit() {
		int current = this.next;
		this.next = (current + 1 < this.keys.length) ? current + 1 : 0;
		return this.method.apply(this.catalog, this.keys[current]);
	}

	@TearDown
	public void tearDown() {
		this.context.close();
	}

	/**
	 * A method, and what caches it.
	 */
	public enum Subject {

		UNCACHED("a proxy that does not cache", LocalApplication.SPRING, Catalog::uncached),

		SPRING("Spring Caffeine", LocalApplication.SPRING, Catalog::product),

		SPRING_SYNC("Spring Caffeine, sync = true", LocalApplication.SPRING, Catalog::productInSync),

		SPRING_KEY("Spring Caffeine, key = \"#id\"", LocalApplication.SPRING, Catalog::productByKey),

		LARDER("Larder local", LocalApplication.LARDER, Catalog::product),

		LARDER_UNGUARDED("Larder local, guard-all-loads = false", LocalApplication.LARDER_UNGUARDED, Catalog::product),

		LARDER_KEY("Larder local, key = \"#id\"", LocalApplication.LARDER, Catalog::productByKey),

		LARDER_TIERED("Larder tiered, local hit", LocalApplication.LARDER_TIERED, Catalog::product);

		private final String label;

		@SuppressWarnings("ImmutableEnumChecker") // nobody changes them
		private final List<String> properties;

		@SuppressWarnings("ImmutableEnumChecker") // without a state
		private final BiFunction<Catalog, Long, Product> method;

		Subject(String label, List<String> properties, BiFunction<Catalog, Long, Product> method) {
			this.label = label;
			this.properties = properties;
			this.method = method;
		}

		String label() {
			return this.label;
		}

	}

}
