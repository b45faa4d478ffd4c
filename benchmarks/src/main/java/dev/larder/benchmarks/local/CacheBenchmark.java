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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.JetCacheClient;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.SpringClient;
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

import org.springframework.util.Assert;

/**
 * Reads a cache as an application does that calls it itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before anything else
public class CacheBenchmark {

	static final int KEYS = 1000;

	@Param
	public Subject subject;

	private final String[] present = keys("key-");

	private final String[] absent = keys("absent-");

	private int next;

	private Client client;

	private static String[] keys(String prefix) {
		return IntStream.range(0, KEYS).mapToObj((number) -> prefix + number).toArray(String[]::new);
	}

	@Setup
	public void setUp() throws Exception {
		this.client = this.subject.factory.call();
		// A remote tier that is not warm yet may be too slow, and then nothing is kept
		Awaitility.await("all values are cached").pollInSameThread().until(this::fill);
		for (String key : this.absent) {
			Assert.state(this.client.get(key) == null, "The cache holds what was not stored");
		}
	}

	private boolean fill() throws Exception {
		for (int i = 0; i < KEYS; i++) {
			this.client.put(this.present[i], Product.number(i));
		}
		for (int i = 0; i < KEYS; i++) {
			if (!Product.number(i).equals(this.client.get(this.present[i]))) {
				return false;
			}
		}
		return true;
	}

	@Benchmark
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public @Nullable Object hit() throws Exception {
		return this.client.get(this.present[index()]);
	}

	@Benchmark
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public @Nullable Object miss() throws Exception {
		return this.client.get(this.absent[index()]);
	}

	private int index() {
		int current = this.next;
		this.next = (current + 1 < KEYS) ? current + 1 : 0;
		return current;
	}

	@TearDown
	public void tearDown() {
		this.client.close();
	}

	/**
	 * A cache that is read.
	 */
	public enum Subject {

		CAFFEINE("Caffeine alone", CaffeineClient::new),

		SPRING_CAFFEINE("Spring CaffeineCache", LocalApplication.SPRING),

		SPRING_CAFFEINE_STATISTICS("Spring CaffeineCache, recordStats", LocalApplication.SPRING_STATISTICS),

		SPRING_MAP("Spring ConcurrentMapCache", LocalApplication.SPRING_MAP),

		LARDER_LOCAL("Larder local", LocalApplication.LARDER),

		LARDER_TIERED("Larder tiered, local hit", LocalApplication.LARDER_TIERED),

		JETCACHE_CAFFEINE("JetCache Caffeine", () -> JetCacheClient.caffeine(CaffeineClient.ENTRIES)),

		JETCACHE_BOTH("JetCache BOTH, local hit", () -> Peer.JETCACHE_BOTH.open(LocalApplication.servers()));

		private final String label;

		@SuppressWarnings("ImmutableEnumChecker") // without a state
		private final Callable<Client> factory;

		Subject(String label, Callable<Client> factory) {
			this.label = label;
			this.factory = factory;
		}

		Subject(String label, List<String> properties) {
			this(label, () -> SpringClient.of(SpringClient.start(properties, LocalApplication.class)));
		}

		String label() {
			return this.label;
		}

	}

	private static final class CaffeineClient implements Client {

		static final int ENTRIES = 10_000;

		private final Cache<String, Object> cache = Caffeine.newBuilder()
			.maximumSize(ENTRIES)
			.expireAfterWrite(1, TimeUnit.HOURS)
			.build();

		@Override
		public @Nullable Object get(String key) {
			return this.cache.getIfPresent(key);
		}

		@Override
		public void put(String key, Object value) {
			this.cache.put(key, value);
		}

		@Override
		public void close() {
		}

	}

}
