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
package dev.larder.benchmarks.result;

import java.util.ArrayList;
import java.util.List;

/**
 * What a suite found out. Immutable.
 *
 * @param title what was measured, as a heading
 * @param bars the bars that were to be met
 * @param blocks the findings in the order of the report
 */
public record SuiteResult(String title, List<Bar> bars, List<Block> blocks) {

	public SuiteResult {
		bars = List.copyOf(bars);
		blocks = List.copyOf(blocks);
	}

	/**
	 * Returns the result of a suite that has found out nothing yet.
	 * @param title what was measured, as a heading
	 * @return an empty result
	 */
	public static SuiteResult of(String title) {
		return new SuiteResult(title, List.of(), List.of());
	}

	/**
	 * Returns a result with a finding more.
	 * @param block the finding
	 * @return the new result
	 */
	public SuiteResult with(Block block) {
		return new SuiteResult(this.title, this.bars, append(this.blocks, block));
	}

	/**
	 * Returns a result with a bar more.
	 * @param bar the bar
	 * @return the new result
	 */
	public SuiteResult with(Bar bar) {
		return new SuiteResult(this.title, append(this.bars, bar), this.blocks);
	}

	private static <T> List<T> append(List<T> list, T element) {
		List<T> longer = new ArrayList<>(list);
		longer.add(element);
		return longer;
	}

}
