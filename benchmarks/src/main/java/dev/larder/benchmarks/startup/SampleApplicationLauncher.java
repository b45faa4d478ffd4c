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

import org.springframework.util.FileSystemUtils;

/**
 * Starts the sample application, over a database that was filled before. Starts follow
 * one another, since the database is in a file.
 */
final class SampleApplicationLauncher implements Launcher, AutoCloseable {

	private static final String STARTED = "Started SampleApplication";

	private final Path jar;

	private final Path directory;

	/**
	 * Fills the database.
	 * @param jar the packaged application
	 * @throws IOException if there is no place for the database
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	SampleApplicationLauncher(Path jar) throws IOException, InterruptedException {
		this.jar = jar;
		this.directory = Files.createTempDirectory("larder-benchmarks");
		try (ApplicationProcess process = start(Variant.NO_CACHE)) {
			process.await(STARTED);
		}
	}

	@Override
	public Start launch(Variant variant) throws IOException, InterruptedException {
		try (ApplicationProcess process = start(variant)) {
			Line started = process.await(STARTED);
			return new Start(started.millis(), started.millis(), process.cpu(), process.footprint());
		}
	}

	private ApplicationProcess start(Variant variant) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-jar", this.jar.toString(), "--server.port=0",
				"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("atlas").toAbsolutePath(),
				"--spring.datasource.username=sa"));
		arguments.addAll(variant.arguments());
		return ApplicationProcess.start(arguments);
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
