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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, which was processed ahead of time in mode local, started with
 * what was found out then, and with archives of its classes.
 */
class AheadOfTimeEndToEndTests {

	private static final String CITY = "/cities/1796236";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "--larder.mode=memcached", "--larder.mode=tiered", "--larder.caches.cities.mode=memcached",
			"--larder.caches.cities.mode=tiered" })
	void modeIsChosenAtTheStart(String mode) {
		try (SampleProcess sample = start(mode, "--larder.memcached.servers=" + memcached.server().address())) {
			assertThat(sample.log()).contains("Starting AOT-processed SampleApplication");
			assertCaches(sample);
			assertThat(memcached.server().stat("cmd_set")).isPositive();
			Awaitility.await()
				.untilAsserted(() -> assertThat(sample.body("/actuator/health")).contains("\"larder\":{",
						memcached.server().address()));
			assertThat(sample.body("/actuator/metrics")).contains("larder.node.");
			assertThat(sample.log()).doesNotContain("ERROR");
		}
	}

	@Test
	void whatMemcachedNeedsIsLeftOutInModeLocal() {
		try (SampleProcess sample = start("--larder.mode=local")) {
			assertCaches(sample);
			assertThat(sample.body("/actuator/health")).contains("\"status\":\"UP\"").doesNotContain("\"larder\"");
			assertThat(sample.body("/actuator/metrics")).doesNotContain("larder.node.");
		}
	}

	@Test
	void directoryOfSnapshotsIsChosenAtTheStart() {
		String snapshots = "--larder.local.snapshot.directory=" + this.directory.resolve("snapshots");
		try (SampleProcess sample = start(snapshots)) {
			assertCaches(sample);
		}
		try (SampleProcess sample = start(snapshots)) {
			Awaitility.await().untilAsserted(() -> {
				double before = sample.hits("cities");
				sample.get(CITY).expectStatus().isOk();
				assertThat(sample.hits("cities")).isEqualTo(before + 1);
			});
			assertThat(sample.log()).contains("Restored 1 entries of 4 local caches");
		}
	}

	@Test
	void settingThatCannotBeChosenAnyMoreIsWarnedOf() {
		try (SampleProcess sample = start("--spring.cache.type=none")) {
			assertCaches(sample);
			assertThat(sample.log()).contains("'spring.cache.type' is 'none', and has no effect");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.main.lazy-initialization=true", "--larder.transaction-aware=true" })
	void otherSettingsApplyToo(String setting) {
		try (SampleProcess sample = start(setting)) {
			assertCaches(sample);
		}
	}

	@Test
	void classesComeFromAnArchiveOfClassData() throws Exception {
		assertStartsFromArchive(Path.of(System.getProperty("java.home")), "tiered", "-XX:ArchiveClassesAtExit=",
				"-XX:SharedArchiveFile=");
	}

	@Test
	@EnabledIf("isNewerJavaThere")
	void classesComeFromACacheAheadOfTime() throws Exception {
		assertStartsFromArchive(newerJava(), "local", "-XX:AOTCacheOutput=", "-XX:AOTCache=");
	}

	// The training run reaches no server, as on a machine that builds images
	private void assertStartsFromArchive(Path javaHome, String mode, String training, String use) throws Exception {
		Path application = this.directory.resolve("application");
		run(javaHome, List.of("-Djarmode=tools", "-jar", JarProcess.jar("sample.jar").toString(), "extract",
				"--destination", application.toString()));
		Path jar = application.resolve(JarProcess.jar("sample.jar").getFileName());
		Path archive = this.directory.resolve("classes.archive");
		run(javaHome,
				List.of(training + archive, "-Dspring.aot.enabled=true", "-Dspring.context.exit=onRefresh", "-jar",
						jar.toString(), "--server.port=0", "--larder.mode=" + mode,
						"--larder.memcached.servers=127.0.0.1:1"));
		assertThat(archive).isNotEmptyFile();
		try (SampleProcess sample = SampleProcess.start(javaHome, jar,
				List.of(use + archive, "-Dspring.aot.enabled=true",
						"-Xlog:class+load:file=" + this.directory.resolve("classes.log")),
				this.directory,
				List.of("--larder.mode=" + mode, "--larder.memcached.servers=" + memcached.server().address()))) {
			assertCaches(sample);
		}
		try (Stream<String> classes = Files.lines(this.directory.resolve("classes.log"))) {
			assertThat(classes.filter((line) -> line.contains("dev.larder.cache.LarderCacheManager source:")))
				.singleElement()
				.asString()
				.contains("shared objects file");
		}
	}

	private void run(Path javaHome, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString(), "-Xmx256m"));
		command.addAll(arguments);
		Path log = Files.createTempFile(this.directory, "run", ".log");
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("end of %s", command).isTrue();
			assertThat(process.exitValue()).as(Files.readString(log)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private SampleProcess start(String... arguments) {
		return SampleProcess.start(Path.of(System.getProperty("java.home")), JarProcess.jar("sample.jar"),
				List.of("-Dspring.aot.enabled=true"), this.directory, List.of(arguments));
	}

	private static void assertCaches(SampleProcess sample) {
		String first = sample.body(CITY);
		assertThat(first).contains("Shanghai");
		Awaitility.await().untilAsserted(() -> {
			double hits = sample.hits("cities");
			assertThat(sample.body(CITY)).isEqualTo(first);
			assertThat(sample.hits("cities")).isEqualTo(hits + 1);
		});
	}

	static boolean isNewerJavaThere() {
		return newerJava() != null;
	}

	private static Path newerJava() {
		try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
			return homes.filter((home) -> home.getFileName().toString().contains("25"))
				.filter((home) -> Files.isExecutable(home.resolve("bin/java")))
				.findFirst()
				.orElse(null);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
