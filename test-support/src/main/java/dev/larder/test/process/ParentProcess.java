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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The parent of a {@link ChildProcess}, as that sees it. A process ends at once when its
 * parent does.
 */
public final class ParentProcess {

	private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

	private final PrintStream answers;

	private ParentProcess(PrintStream answers) {
		this.answers = answers;
	}

	/**
	 * Takes standard input and output for the talk with the parent; what is printed from
	 * now on goes to the standard error.
	 * @return the parent
	 */
	public static ParentProcess connect() {
		ParentProcess parent = new ParentProcess(System.out);
		System.setOut(System.err);
		// A thread of its own, as the others may hang in what they measure
		Thread listener = new Thread(parent::listen, "parent");
		listener.setDaemon(true);
		listener.start();
		return parent;
	}

	private void listen() {
		try {
			BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.commands.add(line);
			}
		}
		catch (IOException ex) {
			// There is nobody to talk to any more, as with the end of the input
		}
		Runtime.getRuntime().halt(0);
	}

	/**
	 * Waits for the next command.
	 * @return the line, without its end
	 * @throws InterruptedException if the thread is interrupted
	 */
	public String next() throws InterruptedException {
		return this.commands.take();
	}

	/**
	 * Sends an answer.
	 * @param answer the line, without its end
	 */
	public void answer(String answer) {
		this.answers.println(answer);
		this.answers.flush();
	}

}
