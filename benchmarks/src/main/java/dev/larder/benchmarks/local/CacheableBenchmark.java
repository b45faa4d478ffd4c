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

import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import dev.larder.benchmarks.payload.Product;
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

	/**
	 * Which method is called, and what is behind it.
	 */
	@Param
	public CatalogSubject subject;

	private final Cycle<Long> keys = Cycle.of(Long::valueOf);

	private ConfigurableApplicationContext context;

	private Catalog catalog;

	private BiFunction<Catalog, Long, Product> method;

	/**
	 * Starts the application and fills its cache.
	 */
	@Setup
	public void setUp() {
		this.context = CachingApplication.start(this.subject.properties(Fork.serversOfThisProcess()),
				CatalogConfiguration.class);
		this.catalog = this.context.getBean(Catalog.class);
		this.method = this.subject.method();
		if (this.subject == CatalogSubject.UNCACHED) {
			Assert.state(!isCached(), "This must not be cached");
		}
		else {
			// A remote tier that is not warm yet may be too slow, and then nothing is
			// kept
			Awaitility.await("all products are cached").until(this::isCached);
		}
		Fork.warmUpOfThisProcess().run(this::hit);
	}

	private boolean isCached() {
		callAll();
		int calls = this.catalog.calls();
		callAll();
		return this.catalog.calls() == calls;
	}

	private void callAll() {
		Assert.state(
				this.keys.allMatch((number, key) -> Product.number(key).equals(this.method.apply(this.catalog, key))),
				"That is another product");
	}

	/**
	 * Calls the method.
	 * @return its result
	 */
	@Benchmark
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public Product hit() {
		return this.method.apply(this.catalog, this.keys.next());
	}

	/**
	 * Ends the application.
	 */
	@TearDown
	public void tearDown() {
		this.context.close();
	}

}
