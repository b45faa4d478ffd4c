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
package dev.larder.benchmarks.suite;

/**
 * How much time a run takes.
 */
public enum Effort {

	/**
	 * A few minutes for all suites: shows that they work, and orders of magnitude.
	 */
	QUICK,

	/**
	 * Up to 40 minutes for all suites on two cores: what the report is made of.
	 */
	FULL;

	/**
	 * Returns what goes with this effort.
	 * @param <T> the type of what is chosen
	 * @param quick what goes with {@link #QUICK}
	 * @param full what goes with {@link #FULL}
	 * @return one of the two
	 */
	public <T> T pick(T quick, T full) {
		return (this == QUICK) ? quick : full;
	}

}
