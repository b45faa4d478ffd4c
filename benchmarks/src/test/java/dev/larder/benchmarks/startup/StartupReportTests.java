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

import java.util.List;

import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.SuiteResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupReport}.
 */
class StartupReportTests {

	private final Variants variants = Variants.of("127.0.0.1:1", "127.0.0.1:2");

	@Test
	void theBarIsHeldAgainstTheSmallApplication() {
		Starts small = new Starts(this.variants.essential());
		small.add(Variant.WITHOUT_LARDER, start(1000));
		small.add(Variant.LOCAL, start(1040));
		small.add(this.variants.memcachedAbsent(), start(1120));
		small.add(this.variants.tieredAbsent(), start(1160));
		Starts sample = new Starts(List.of(Variant.CAFFEINE, this.variants.tieredAbsent()));
		sample.add(Variant.CAFFEINE, start(5000));
		sample.add(this.variants.tieredAbsent(), start(5300));
		SuiteResult result = new StartupReport(this.variants, small, 1, sample, 1).result();
		assertThat(result.bars()).extracting(Bar::holds).containsExactly(true, false);
		assertThat(result.bars()).extracting(Bar::measured).containsExactly("+120 [120, 120] ms", "+160 [160, 160] ms");
		assertThat(result.bars().get(1).remark()).contains("+300 [300, 300] ms");
		assertThat(result.blocks()).filteredOn(BarChart.class::isInstance).hasSize(1);
	}

	@Test
	void roundsThatDifferTooMuchAreNoProof() {
		Starts small = new Starts(this.variants.essential());
		for (double millis : new double[] { 900, 1000, 1100, 1400, 1500 }) {
			this.variants.essential()
				.forEach(
						(variant) -> small.add(variant, start(variant.equals(Variant.WITHOUT_LARDER) ? 1000 : millis)));
		}
		Starts sample = new Starts(List.of(Variant.CAFFEINE));
		SuiteResult result = new StartupReport(this.variants, small, 5, withOneStart(sample), 1).result();
		assertThat(result.bars()).allSatisfy((bar) -> {
			assertThat(bar.holds()).isFalse();
			assertThat(bar.remark()).startsWith("the rounds differ too much to tell");
		});
	}

	private static Starts withOneStart(Starts starts) {
		starts.variants().forEach((variant) -> starts.add(variant, start(1000)));
		return starts;
	}

	private static Start start(double millis) {
		return new Start(millis, millis + 10, millis, new Footprint(10, 100, 5000, 10));
	}

}
