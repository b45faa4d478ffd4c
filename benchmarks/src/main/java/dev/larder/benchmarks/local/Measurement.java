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

/**
 * A benchmark and what it is run on.
 *
 * @param benchmark the class with the benchmark
 * @param subject what it is run on
 */
record Measurement(Class<?> benchmark, Subject subject) {

	/**
	 * Reading what is there.
	 */
	static Measurement hit(CacheSubject subject) {
		return new Measurement(CacheHitBenchmark.class, subject);
	}

	/**
	 * Reading what is not there.
	 */
	static Measurement miss(CacheSubject subject) {
		return new Measurement(CacheMissBenchmark.class, subject);
	}

	/**
	 * Calling a method whose result is cached.
	 */
	static Measurement call(CatalogSubject subject) {
		return new Measurement(CacheableBenchmark.class, subject);
	}

	@Override
	public String toString() {
		return this.benchmark.getSimpleName() + " of " + this.subject.label();
	}

}
