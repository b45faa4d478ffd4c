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

package dev.larder.test.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChildProcess} and {@link ParentProcess}.
 */
class ChildProcessTests {

	private static final List<String> OPTIONS = List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	@Test
	void commandsAreAnswered() {
		try (ChildProcess process = start()) {
			assertThat(process.await("ready")).isEmpty();
			process.send("one two");
			assertThat(process.await("echo")).containsExactly("one", "two");
		}
	}

	@Test
	void anotherAnswerIsReported() {
		try (ChildProcess process = start()) {
			assertThatIllegalStateException().isThrownBy(() -> process.await("done"))
				.withMessage("The process has answered 'ready'");
		}
	}

	@Test
	void lineIsFoundAmongOthers() {
		try (ChildProcess process = start()) {
			process.send("some line");
			ChildProcess.Line line = process.awaitAmongOthers("some");
			assertThat(line.text()).isEqualTo("echo some line");
			assertThat(line.millis()).isBetween(0.0, process.millis());
		}
	}

	@Test
	void processThatHasEndedIsNotWaitedForButQuoted() {
		try (ChildProcess process = start()) {
			process.await("ready");
			process.stop();
			assertThatIllegalStateException().isThrownBy(() -> process.awaitAmongOthers("never"))
				.withMessageContaining("ready");
		}
	}

	private static ChildProcess start() {
		return ChildProcess.start(Echo.class, OPTIONS, List.of());
	}

	static final class Echo {

		private Echo() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			ParentProcess parent = ParentProcess.connect();
			parent.answer("ready");
			while (true) {
				parent.answer("echo " + parent.next());
			}
		}

	}

}
