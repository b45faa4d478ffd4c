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
package dev.larder.benchmarks.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor of this machine.
 */
final class Processor {

	private static final Path CPUINFO = Path.of("/proc/cpuinfo");

	private Processor() {
	}

	/**
	 * Returns what processor it is, as far as the operating system says.
	 */
	static String model() {
		if (Files.isReadable(CPUINFO)) {
			try {
				return Files.readAllLines(CPUINFO)
					.stream()
					.filter((line) -> line.startsWith("model name"))
					.map((line) -> line.substring(line.indexOf(':') + 1).trim())
					.findFirst()
					.orElse(System.getProperty("os.arch"));
			}
			catch (IOException ex) {
				// The architecture says something too
			}
		}
		return System.getProperty("os.arch");
	}

}
