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

import dev.larder.benchmarks.result.SuiteResult;

/**
 * Measurements that belong together. Runs in a process of its own, which ends after it,
 * so that what one suite leaves behind in the JVM does not disturb another.
 */
public interface Suite {

	/**
	 * Returns what the suite is called on the command line.
	 * @return the name, in lower case
	 */
	String name();

	/**
	 * Measures.
	 * @param effort how much time to take
	 * @param progress told what is being measured
	 * @return what was found out
	 * @throws Exception if something that has to work does not
	 */
	SuiteResult run(Effort effort, Progress progress) throws Exception;

}
