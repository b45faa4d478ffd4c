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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.larder.test.memcached.MemcachedExtension;

import org.springframework.util.Assert;

/** The packaged admin service, asked from a shell as its documentation shows it. */
final class AdminProcess implements AutoCloseable {

	static final String PASSWORD = "secret";

	private static final String LOGIN = "admin:" + PASSWORD;

	private static final String HASH = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private final JarProcess process;

	private AdminProcess(JarProcess process) {
		this.process = process;
	}

	/**
	 * Starts the service before a cluster {@code main} and an application {@code atlas},
	 * and waits until it accepts requests.
	 * @param directory where its log goes
	 * @param memcached the servers of the cluster
	 * @param instances the instances of the application
	 * @param arguments more of its command line
	 * @return the running service
	 */
	static AdminProcess start(Path directory, MemcachedExtension memcached, SampleInstances instances,
			String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.address=127.0.0.1", "--larder.admin.clusters[0].name=main",
				"--larder.admin.clusters[0].servers=" + String.join(",", memcached.addresses()),
				"--larder.admin.applications[0].name=atlas",
				"--larder.admin.applications[0].instances=" + String.join(",", instances.managementUrls())));
		addUser(all, 0, "admin", true);
		addUser(all, 1, "viewer", false);
		all.addAll(List.of(arguments));
		return new AdminProcess(JarProcess.start("admin.jar", directory, all));
	}

	/** Adds a user, whose role is called as the user is. */
	private static void addUser(List<String> arguments, int index, String name, boolean values) {
		String user = "--larder.admin.users[" + index + "].";
		arguments.addAll(List.of(user + "name=" + name, user + "password=" + HASH, user + "role=" + name,
				user + "values=" + values));
	}

	/**
	 * Runs a line of a shell, for which {@code ADMIN} and {@code LOGIN} are set.
	 * @param line the line
	 * @param variables more variables
	 * @return what it printed, which is the answer of the service, be it a success or not
	 */
	String run(String line, Map<String, String> variables) {
		ProcessBuilder builder = new ProcessBuilder("bash", "-c",
				"curl() { command curl --silent --show-error --max-time 60 \"$@\"; }; " + line);
		builder.environment().put("ADMIN", this.process.url() + "/api/v1");
		builder.environment().put("LARDER_ADMIN", this.process.url());
		builder.environment().put("LOGIN", LOGIN);
		builder.environment().put("LARDER_LOGIN", LOGIN);
		builder.environment().putAll(variables);
		try {
			Process shell = builder.directory(Path.of("..").toFile()).redirectErrorStream(true).start();
			shell.getOutputStream().close();
			String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Assert.state(shell.waitFor(2, TimeUnit.MINUTES), () -> "This does not end: " + line);
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Sends a question to the API. */
	String get(String path) {
		return run("curl -u $LOGIN \"$ADMIN" + path + "\"", Map.of());
	}

	/** Sends JSON to the API. */
	String post(String path, String body) {
		return run("curl -u $LOGIN -H 'Content-Type: application/json' -H 'Prefer: respond-async' -d \"$BODY\" $ADMIN"
				+ path, Map.of("BODY", body));
	}

	/** Returns where the service is, without a slash at the end. */
	String url() {
		return this.process.url();
	}

	String log() {
		return this.process.log();
	}

	/** Ends the process at once, with SIGKILL. */
	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
