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
package dev.larder.sample.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import org.springframework.util.FileSystemUtils;

/**
 * Runs instances of the packaged application that share a database and memcached, for all
 * tests of a class. When a test fails their logs come with the failure.
 */
final class SampleInstances implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {

	private final String mode;

	private final int count;

	private final Supplier<List<String>> servers;

	private final List<String> arguments;

	private final List<SampleProcess> instances = new ArrayList<>();

	private Path directory;

	/**
	 * Creates the extension.
	 * @param mode where their cached values live: a value of {@code larder.mode}
	 * @param count how many instances
	 * @param servers gives the addresses of memcached, once it runs
	 * @param arguments more of their command line
	 */
	SampleInstances(String mode, int count, Supplier<List<String>> servers, String... arguments) {
		this.mode = mode;
		this.count = count;
		this.servers = servers;
		this.arguments = List.of(arguments);
	}

	/** Returns an instance, the page of which knows of those before it. */
	SampleProcess get(int index) {
		return this.instances.get(index);
	}

	/** Returns where each instance has its endpoints. */
	List<String> managementUrls() {
		return urls().stream().map((url) -> url + "/actuator").toList();
	}

	private List<String> urls() {
		return this.instances.stream().map(SampleProcess::url).toList();
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		// Whole processes, which share the machine with whatever else runs
		Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
		this.directory = Files.createTempDirectory("sample");
		for (int i = 0; i < this.count; i++) {
			List<String> all = new ArrayList<>(List.of("--larder.mode=" + this.mode,
					"--atlas.page.instances=" + String.join(",", urls()),
					"--larder.memcached.servers=" + String.join(",", this.servers.get()),
					"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("atlas") + ";AUTO_SERVER=TRUE",
					"--spring.datasource.username=sa"));
			all.addAll(this.arguments);
			this.instances.add(SampleProcess.start(this.directory, all));
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
		for (SampleProcess instance : this.instances) {
			throwable.addSuppressed(new AssertionError("The log of an instance:\n" + instance.log()));
		}
		throw throwable;
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		this.instances.forEach(SampleProcess::close);
		this.instances.clear();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
