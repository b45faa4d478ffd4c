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
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs of this machine.
 */
final class Programs {

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

	private Programs() {
	}

	/**
	 * Returns the version of a program.
	 * @param command the command that prints it
	 * @return the first version in what it prints
	 */
	static String version(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return first(output);
		}
		catch (IOException ex) {
			return "not installed";
		}
	}

	/**
	 * Returns the first version in a text.
	 */
	static String first(String text) {
		Matcher matcher = VERSION.matcher(text);
		return matcher.find() ? matcher.group() : "unknown";
	}

}
