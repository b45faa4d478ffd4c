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
package dev.larder.sample.endtoend;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged application that keep copies in memory of what is in one
 * memcached, while one changes a city, and while memcached is killed, gone, and back.
 */
class TieredEndToEndTests {

	private static final long SHANGHAI = 1796236;

	private static final long POPULATION = 22_315_474;

	private static final String CITY = "/cities/" + SHANGHAI;

	/** Of these some stay in the caches, and some are asked for the first time. */
	private static final List<String> READ = IntStream.rangeClosed(1, 100)
		.boxed()
		.flatMap((limit) -> Stream.of(CITY, "/cities/2988507", "/cities?prefix=Shang&limit=" + limit))
		.toList();

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("tiered", 2, memcached::addresses);

	private final SampleProcess writer = instances.get(0);

	private final SampleProcess other = instances.get(1);

	@Test
	void copiesAreInTheMemoryOfAnInstance() {
		this.other.get(CITY).expectStatus().isOk();
		memcached.server().kill();
		double hits = this.other.hits("cities");
		this.other.get(CITY).expectStatus().isOk();
		assertThat(this.other.hits("cities") - hits).isOne();
	}

	/** Copies expire after a minute, which is longer than is waited here. */
	@ParameterizedTest
	@ValueSource(strings = { CITY, "/cities?prefix=Shangha",
			"/cities/nearest?latitude=31.222&longitude=121.458&count=3", "/countries/CN/statistics" })
	void anInstanceDropsItsCopyOfWhatAnotherHasChanged(String uri) {
		awaitPopulation(uri, POPULATION);
		update(POPULATION + 1);
		try {
			assertThat(this.writer.body(uri)).contains("\"population\":" + (POPULATION + 1));
			awaitPopulation(uri, POPULATION + 1);
		}
		finally {
			update(POPULATION);
		}
	}

	@Test
	void everyAnswerIsGivenWhileMemcachedIsKilledAndComesBack() {
		try (Reader atWriter = new Reader(this.writer, READ); Reader atOther = new Reader(this.other, READ)) {
			List<Reader> readers = List.of(atWriter, atOther);
			readers.forEach((reader) -> reader.await(60));
			memcached.server().kill();
			readers.forEach((reader) -> reader.await(60));
			memcached.server().restart();
			readers.forEach((reader) -> reader.await(60));
		}
	}

	@Test
	void aChangeMadeWhileMemcachedWasGoneShowsWhenItIsBack() {
		awaitPopulation(CITY, POPULATION);
		memcached.server().kill();
		try {
			update(POPULATION + 2);
			assertThat(this.writer.body(CITY)).contains("\"population\":" + (POPULATION + 2));
			memcached.server().restart();
			awaitPopulation(CITY, POPULATION + 2);
		}
		finally {
			update(POPULATION);
		}
	}

	@Test
	void changesShowAgainWhenMemcachedIsBack() {
		memcached.server().kill();
		this.writer.get(CITY).expectStatus().isOk();
		memcached.server().restart();
		try {
			for (long change = 1; change <= 3; change++) {
				update(POPULATION + change);
				awaitPopulation(CITY, POPULATION + change);
			}
		}
		finally {
			update(POPULATION);
		}
	}

	private void update(long population) {
		this.writer.updatePopulation(SHANGHAI, population).expectStatus().isOk();
	}

	private void awaitPopulation(String uri, long population) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.other.body(uri)).contains("\"population\":" + population));
	}

}
