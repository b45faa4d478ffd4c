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

package dev.larder.benchmarks.startup;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.SuiteResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StartupSuite} and {@link Starts}.
 */
class StartupSuiteTests {

	private final Variant.All variants = Variant.All.of("127.0.0.1:1",
			new Addresses(List.of("127.0.0.1:2"), "127.0.0.1:3"));

	private final Starts starts = new Starts(List.of(Variant.WITHOUT_LARDER, Variant.LOCAL));

	@Test
	void differencesAreOfTheSameRound() {
		add(1000, 1100);
		add(3000, 3300);
		add(2000, 2200);
		assertThat(this.starts.difference(Variant.LOCAL, Start::started)).isEqualTo(new Quartiles(150, 200, 250));
		assertThat(this.starts.ratio(Variant.LOCAL, Variant.WITHOUT_LARDER, Start::started).median()).isEqualTo(1.1);
	}

	@Test
	void theReferenceDiffersFromItselfByNothing() {
		add(1000, 1100);
		assertThat(this.starts.times(true).rows().get(0)).containsExactly("Caffeine, without Larder", "1000", "0", "1",
				"500", "0", "1010", "0");
	}

	@Test
	void differencesHaveASign() {
		add(1000, 1100);
		add(1000, 900);
		add(1000, 1300);
		assertThat(this.starts.times(false).rows().get(1)).containsExactly("Larder local", "1100", "+100 [0, 200]",
				"1.10x [1.00, 1.20]", "550", "+50 [0, 100]");
	}

	@Test
	void whatTheSystemDoesNotTellIsNotKnown() {
		Start start = new Start(1, 1, Double.NaN, new Footprint(12.34, Double.NaN, 5000, 10));
		this.starts.add(Variant.WITHOUT_LARDER, start);
		this.starts.add(Variant.LOCAL, start);
		assertThat(this.starts.needs().rows().get(1)).containsExactly("Larder local", "12.3", "+0.0", "not known",
				"5000", "10");
		assertThat(this.starts.times(false).rows().get(1)).endsWith("not known", "not known");
	}

	@Test
	void pairsAreRatiosOfTimeProcessorAndMemory() {
		this.starts.add(Variant.WITHOUT_LARDER, new Start(1000, 2000, 400, new Footprint(10, 100, 5000, 10)));
		this.starts.add(Variant.LOCAL, new Start(1100, 2400, 520, new Footprint(14, 150, 5000, 10)));
		assertThat(this.starts.pairs(Map.of(Variant.LOCAL, Variant.WITHOUT_LARDER)))
			.containsExactly(List.of("Larder local", "Caffeine, without Larder", "1.10x [1.10, 1.10]",
					"1.20x [1.20, 1.20]", "1.30x [1.30, 1.30]", "1.40x [1.40, 1.40]", "1.50x [1.50, 1.50]"));
	}

	@Test
	void barsAreHeldAgainstWhatOneWouldPickInstead() {
		Starts small = new Starts(this.variants.essential());
		for (int round = 0; round < 2; round++) {
			small.add(Variant.WITHOUT_LARDER, start(990));
			small.add(Variant.LOCAL, start(1090 + 200 * round));
			small.add(this.variants.memcachedAbsent(), start(5000));
			small.add(this.variants.tieredAbsent(), start(5000));
			small.add(this.variants.memcached(), start(1490));
			small.add(this.variants.redis(), start(1990));
		}
		SuiteResult result = StartupSuite.report(this.variants, small, 2, sample(), 1);
		assertThat(result.bars()).extracting(Bar::holds).containsExactly(true, false);
		assertThat(result.bars()).extracting(Bar::measured).containsExactly("0.75x [0.75, 0.75]", "1.20x [1.15, 1.25]");
		assertThat(result.bars()).extracting(Bar::remark)
			.containsExactly("processor time: 0.75x [0.75, 0.75]", "processor time: 1.20x [1.15, 1.25]");
		assertThat(result.blocks()).filteredOn(Block.BarChart.class::isInstance).hasSize(1);
	}

	@Test
	void roundsThatDifferTooMuchAreNoProof() {
		Starts small = new Starts(this.variants.essential());
		for (double millis : new double[] { 800, 950, 1100, 1400, 1500 }) {
			small.variants().forEach((variant) -> small.add(variant, start(variant.isLarder() ? millis : 1000)));
		}
		assertThat(StartupSuite.report(this.variants, small, 5, sample(), 1).bars()).allSatisfy((bar) -> {
			assertThat(bar.holds()).isFalse();
			assertThat(bar.remark()).startsWith("the rounds differ too much to tell");
		});
	}

	@Test
	void redisIsWithoutLarder() {
		assertThat(this.variants.redis().larder()).isFalse();
		assertThat(this.variants.redis().arguments()).contains("--spring.data.redis.url=redis://127.0.0.1:3");
	}

	@Test
	void connectionsToAClosedPortAreRefused() throws IOException {
		try (Socket closed = StartupSuite.closedPort()) {
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), closed.getLocalPort()).close());
		}
	}

	private static Starts sample() {
		Starts sample = new Starts(List.of(Variant.CAFFEINE));
		sample.add(Variant.CAFFEINE, start(1000));
		return sample;
	}

	private void add(double reference, double other) {
		this.starts.add(Variant.WITHOUT_LARDER, start(reference));
		this.starts.add(Variant.LOCAL, start(other));
	}

	private static Start start(double millis) {
		return new Start(millis, millis + 10, millis / 2, new Footprint(10, 100, 5000, 10));
	}

}
