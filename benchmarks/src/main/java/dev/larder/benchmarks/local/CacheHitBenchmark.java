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

import dev.larder.benchmarks.payload.Product;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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

/**
 * Reads values that are there, one key after the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before anything else
public class CacheHitBenchmark {

	/**
	 * Whose cache is read.
	 */
	@Param
	public CacheSubject subject;

	private final Cycle<String> keys = Cycle.of((number) -> "key-" + number);

	private LocalCache cache;

	/**
	 * Fills the cache.
	 */
	@Setup
	public void setUp() {
		this.cache = this.subject.open(Fork.serversOfThisProcess());
		// A remote tier that is not warm yet may be too slow, and then nothing is kept
		Awaitility.await("all values are cached").until(this::fill);
		Fork.warmUpOfThisProcess().run(this::hit);
	}

	private boolean fill() {
		this.keys.forEach((number, key) -> this.cache.writer().accept(key, Product.number(number)));
		return this.keys.allMatch((number, key) -> Product.number(number).equals(this.cache.reader().apply(key)));
	}

	/**
	 * Reads a value.
	 * @return the value
	 */
	@Benchmark
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public @Nullable Object hit() {
		return this.cache.reader().apply(this.keys.next());
	}

	/**
	 * Closes the cache.
	 */
	@TearDown
	public void tearDown() {
		this.cache.close();
	}

}
