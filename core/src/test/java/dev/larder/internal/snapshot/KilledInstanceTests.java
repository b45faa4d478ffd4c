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
package dev.larder.internal.snapshot;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process leaves that is killed while it writes a snapshot.
 */
@Timeout(120)
@ServerTest
class KilledInstanceTests {

	@TempDir
	private Path directory;

	@Test
	void snapshotBeforeIsReadWithoutWhatChangedSince() throws Exception {
		runAndKill();
		assertThat(files()).anyMatch((file) -> file.startsWith("larder-1.tmp-"));
		try (SnapshotInstance after = SnapshotInstance.started(this.directory)) {
			assertThat(after.status().lastFailure()).isNull();
			assertThat(after.status().file()).hasFileName("larder-1.snapshot");
			assertThat(after.status().restored()).isEqualTo(KilledInstance.ENTRIES - 30);
			for (int i = 0; i < KilledInstance.ENTRIES; i++) {
				assertThat(after.get(i)).isEqualTo((i < 30) ? null : "value " + i);
			}
		}
		assertThat(files()).noneMatch((file) -> file.startsWith("larder-1.tmp-"));
	}

	@Test
	void otherProcessHoldsItsSlot() throws Exception {
		Process process = run();
		try (SnapshotInstance other = SnapshotInstance.started(this.directory)) {
			assertThat(other.status().file()).hasFileName("larder-2.snapshot");
		}
		finally {
			kill(process);
		}
	}

	// On POSIX systems closing any channel of a file loses the locks on that file
	@Test
	void secondInstanceInThisProcessCostsTheFirstNotItsLock() throws Exception {
		try (SnapshotInstance first = SnapshotInstance.started(this.directory);
				SnapshotInstance second = SnapshotInstance.started(this.directory)) {
			assertThat(first.status().file()).hasFileName("larder-1.snapshot");
			assertThat(second.status().file()).hasFileName("larder-2.snapshot");
			runAndKill();
			assertThat(files()).contains("larder-3.snapshot").doesNotContain("larder-1.snapshot", "larder-2.snapshot");
		}
	}

	private void runAndKill() throws Exception {
		kill(run());
	}

	private static void kill(Process process) throws InterruptedException {
		process.destroyForcibly();
		process.waitFor();
	}

	private Process run() throws Exception {
		String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
		Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				KilledInstance.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.start();
		BufferedReader output = process.inputReader();
		StringBuilder seen = new StringBuilder();
		String line = output.readLine();
		while (line != null && !line.equals(KilledInstance.READY)) {
			seen.append(line).append('\n');
			line = output.readLine();
		}
		assertThat(line).as(seen.toString()).isNotNull();
		return process;
	}

	private Stream<String> files() throws Exception {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

}
