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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.test.process.ChildProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * The sample application, with its database in a file.
 */
final class SampleApplication implements AutoCloseable {

	static final String JAR = "benchmarks.sample-app";

	private static final String BUILD = "./mvnw -pl sample-app -am package -Dmaven.test.skip";

	private static final String STARTED = "Started SampleApplication";

	private static final Pattern NAME = Pattern.compile("larder-sample-app-.*(?<!-sources|-javadoc|-tests)\\.jar");

	private final Path jar;

	private final Path directory;

	SampleApplication(Path jar) throws IOException {
		this.jar = jar;
		this.directory = Files.createTempDirectory("larder-benchmarks");
	}

	/**
	 * Finds the jar that the build has made.
	 * @param configured where it is, if that is said
	 * @param root the folder of the project
	 * @return the jar
	 */
	static Path find(@Nullable String configured, Path root) throws IOException {
		Path target = root.resolve("sample-app").resolve("target");
		List<Path> jars = (configured != null) ? Stream.of(Path.of(configured)).filter(Files::isRegularFile).toList()
				: jarsIn(target);
		Assert.state(jars.size() == 1,
				() -> (jars.isEmpty() ? "There is no packaged sample application at "
						: "There are several sample applications: " + jars + " in ")
						+ ((configured != null) ? configured : target.toAbsolutePath()) + ". Build it with '" + BUILD
						+ "', or say where it is with -D" + JAR + "=...");
		return jars.get(0);
	}

	private static List<Path> jarsIn(Path target) throws IOException {
		if (!Files.isDirectory(target)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> NAME.matcher(file.getFileName().toString()).matches()).toList();
		}
	}

	/**
	 * Starts the application once.
	 */
	Start launch(Variant variant) throws IOException {
		List<String> arguments = new ArrayList<>(
				List.of("-Xmx512m", "-XX:+UseG1GC", "-jar", this.jar.toString(), "--server.port=0",
						"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("atlas").toAbsolutePath(),
						"--spring.datasource.username=sa"));
		arguments.addAll(variant.arguments());
		try (ChildProcess process = ChildProcess.start(arguments)) {
			Start start = Start.of(process, process.awaitAmongOthers(STARTED).millis());
			// The database is left in order
			process.stop();
			return start;
		}
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
