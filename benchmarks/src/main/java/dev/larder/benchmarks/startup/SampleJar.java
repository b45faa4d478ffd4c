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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the packaged sample application.
 */
final class SampleJar {

	/**
	 * The system property that says where it is.
	 */
	static final String PROPERTY = "larder.benchmarks.sample-app";

	private static final String BUILD = "./mvnw -pl sample-app -am package -Dmaven.test.skip";

	private SampleJar() {
	}

	/**
	 * Finds the jar.
	 * @param configured where it is, or {@code null} to look where the build puts it
	 * @param root the folder of the project
	 * @return the jar
	 * @throws IOException if the folder cannot be read
	 * @throws IllegalStateException if it is not there
	 */
	static Path find(@Nullable String configured, Path root) throws IOException {
		Path target = root.resolve("sample-app").resolve("target");
		List<Path> jars = (configured != null) ? Stream.of(Path.of(configured)).filter(Files::isRegularFile).toList()
				: jarsIn(target);
		if (jars.size() != 1) {
			throw new IllegalStateException((jars.isEmpty() ? "There is no packaged sample application at "
					: "There are several sample applications: " + jars + " in ")
					+ ((configured != null) ? configured : target.toAbsolutePath()) + ". Build it with '" + BUILD
					+ "', or say where it is with -D" + PROPERTY + "=...");
		}
		return jars.get(0);
	}

	private static List<Path> jarsIn(Path target) throws IOException {
		if (!Files.isDirectory(target)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> isSample(file.getFileName().toString())).toList();
		}
	}

	private static boolean isSample(String name) {
		return name.startsWith("larder-sample-app-") && name.endsWith(".jar") && !name.endsWith("-sources.jar")
				&& !name.endsWith("-javadoc.jar") && !name.endsWith("-tests.jar");
	}

}
