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

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.Assert;

/** The packaged application in a process of its own, on a port of its own. */
final class SampleProcess implements AutoCloseable {

	private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.]+)");

	private final JarProcess process;

	private final RestTestClient client;

	private SampleProcess(JarProcess process) {
		this.process = process;
		this.client = RestTestClient.bindToServer().baseUrl(process.url()).build();
	}

	/**
	 * Starts the application and waits until it accepts requests.
	 * @param directory where its log goes
	 * @param arguments its command line
	 * @return the running application
	 */
	static SampleProcess start(Path directory, List<String> arguments) {
		return new SampleProcess(JarProcess.start("sample.jar", directory, arguments));
	}

	/**
	 * Starts a copy of the application and waits until it accepts requests.
	 * @param javaHome the virtual machine
	 * @param jar the application's jar
	 * @param options of the virtual machine
	 * @param directory where its log goes
	 * @param arguments its command line
	 * @return the running application
	 */
	static SampleProcess start(Path javaHome, Path jar, List<String> options, Path directory, List<String> arguments) {
		return new SampleProcess(JarProcess.start(javaHome, jar, options, directory, arguments));
	}

	/** Returns where the application is, without a slash at the end. */
	String url() {
		return this.process.url();
	}

	RestTestClient.ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	String body(String uri) {
		return get(uri).expectBody(String.class).returnResult().getResponseBody();
	}

	RestTestClient.ResponseSpec updatePopulation(long id, long population) {
		return this.client.put()
			.uri("/cities/{id}/population", id)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"population\": %d}".formatted(population))
			.exchange();
	}

	/** Returns how many hits the application itself has counted in a cache. */
	double hits(String cache) {
		String metric = body("/actuator/metrics/cache.gets?tag=result:hit&tag=cache:" + cache);
		Matcher matcher = VALUE.matcher(metric);
		Assert.state(matcher.find(), () -> "There is no value in " + metric);
		return Double.parseDouble(matcher.group(1));
	}

	String log() {
		return this.process.log();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
