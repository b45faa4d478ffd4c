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

package dev.larder.admin.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.ActuatorStub;
import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code bin/larder}.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LarderCommandTests {

	private final MemcachedServer memcached = MemcachedServer.start();

	private final ActuatorStub instance = new ActuatorStub();

	private AdminClient admin;

	@BeforeAll
	void start() {
		this.admin = AdminClient.start(List.of("larder.admin.data-directory=" + TemporaryDirectory.create(),
				"larder.admin.applications[0].name=atlas",
				"larder.admin.applications[0].instances[0]=" + this.instance.managementUrl()), this.memcached);
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.instance.close();
		this.memcached.close();
	}

	@BeforeEach
	void reset() {
		this.instance.reset();
		this.memcached.flush();
	}

	private Result run(String... arguments) throws IOException, InterruptedException {
		return runAs("admin:secret", arguments);
	}

	private Result runAs(String login, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("bash", Path.of("..", "bin", "larder").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("LARDER_ADMIN", this.admin.url());
		builder.environment().put("LARDER_LOGIN", login);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return new Result(process.exitValue(), output);
	}

	@Test
	void keyIsLookedUp() throws Exception {
		this.instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"a\",\"local\":{\"servable\":true}}");
		Result result = run("look-up", "atlas", "cities", "a \"quoted\" \\ key");
		assertThat(result).returns(0, Result::status);
		assertThat(result.output()).contains("CONSISTENT");
		assertThat(this.instance.bodies().get(0)).contains("\"key\":\"a \\\"quoted\\\" \\\\ key\"");
	}

	@Test
	void emptyKeyIsAKey() throws Exception {
		this.instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"\"}");
		assertThat(run("look-up", "atlas", "cities", "").output()).contains("NOT_CACHED");
		assertThat(run("evict", "atlas", "cities", "")).returns(0, Result::status);
		assertThat(this.instance.bodies())
			.anyMatch((body) -> body.contains("\"operation\":\"evict\"") && body.contains("\"key\":\"\""));
	}

	@Test
	void keyIsEvicted() throws Exception {
		this.instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"a\"}");
		Result result = run("evict", "atlas", "cities", "a", "--reason", "wrong");
		assertThat(result).returns(0, Result::status);
		assertThat(result.output()).contains("SUCCEEDED");
		assertThat(this.instance.bodies()).anyMatch((body) -> body.contains("\"operation\":\"evict\""));
	}

	@Test
	void dryRunChangesNothing() throws Exception {
		Result result = run("clear", "atlas", "cities", "--dry-run");
		assertThat(result.output()).contains("PLANNED");
		assertThat(result.status()).isZero();
		assertThat(this.instance.bodies()).noneMatch((body) -> body.contains("clear"));
	}

	@Test
	void cacheIsCleared() throws Exception {
		Result result = run("clear", "atlas", "cities");
		assertThat(result.output()).contains("SUCCEEDED");
		assertThat(this.instance.bodies()).anyMatch((body) -> body.contains("\"operation\":\"clear\""));
	}

	@Test
	void failureIsAStatus() throws Exception {
		this.instance.answerPost(500, "");
		Result result = run("clear", "atlas", "cities");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.output()).contains("FAILED");
	}

	@Test
	void keysAreListed() throws Exception {
		this.memcached.command("set atlas:cities:1 0 0 1\r\n1");
		Result result = run("scan", "main", "atlas:");
		assertThat(result.output()).contains("atlas:cities:1,", "SUCCEEDED");
		assertThat(result.status()).isZero();
	}

	@Test
	void keysThatBeginAlikeAreEvicted() throws Exception {
		this.instance.answerPost(200,
				"{\"outcome\":\"evicted\",\"keys\":{\"matched\":3,\"seen\":5,\"complete\":true}}");
		Result result = run("evict-prefix", "atlas", "cities", "de:");
		assertThat(result.output()).contains("SUCCEEDED", "evicted");
		assertThat(result.status()).isZero();
		assertThat(this.instance.bodies())
			.anyMatch((body) -> body.contains("evict-local-by-prefix") && body.contains("\"de:\""));
	}

	@Test
	void applicationIsClearedWhenItsNameIsConfirmed() throws Exception {
		assertThat(run("clear-app", "atlas").output()).contains("HTTP 409");
		assertThat(this.instance.bodies()).noneMatch((body) -> body.contains("\"clear\""));
		Result result = run("clear-app", "atlas", "--confirm", "atlas");
		assertThat(result.output()).contains("SUCCEEDED");
		assertThat(this.instance.bodies()).anyMatch((body) -> body.contains("\"clear\""));
	}

	@Test
	void hotKeysAreWatched() throws Exception {
		String server = this.memcached.host() + "-" + this.memcached.port();
		Result result = run("hot", "main", server, "--seconds", "1");
		assertThat(result.output()).contains("SUCCEEDED");
		assertThat(result.status()).isZero();
		assertThat(run("hot", "main", server, "--seconds", "31").output()).contains("HTTP 400");
	}

	@Test
	void problemIsSaidInTheWordsOfTheService() throws Exception {
		Result result = run("clear", "nothing", "cities");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.output()).contains("HTTP 404", "There is no application 'nothing'");
	}

	@Test
	void wrongPasswordIsSaid() throws Exception {
		Result result = runAs("admin:wrong", "scan", "main");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.output()).contains("HTTP 401").doesNotContain("wrong");
	}

	@Test
	void misuseShowsTheUsage() throws Exception {
		assertThat(run("look-up", "atlas")).returns(2, Result::status);
		assertThat(run("explode").output()).contains("unknown command explode", "Usage: larder");
		assertThat(run("scan", "main", "--limit", "many")).returns(2, Result::status);
	}

	/**
	 * How the command ended.
	 *
	 * @param status its exit status
	 * @param output what it printed
	 */
	private record Result(int status, String output) {

	}

}
