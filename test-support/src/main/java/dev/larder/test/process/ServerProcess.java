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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A server in a process of its own on the loopback interface, which can be stopped,
 * killed, frozen and restarted. The port stays the same for the life of this object. Not
 * thread-safe.
 */
public abstract class ServerProcess implements AutoCloseable {

	/** Where all servers listen. */
	protected static final String HOST = "127.0.0.1";

	/** How long a server may take for what it does at once usually. */
	protected static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final String program;

	private @Nullable Process process;

	private boolean frozen;

	/**
	 * Creates a server that does not run yet.
	 * @param program the name of the program
	 */
	protected ServerProcess(String program) {
		this.program = program;
	}

	/**
	 * Starts the process on this server's port, and waits until it answers.
	 */
	protected abstract void launch();

	public abstract int port();

	/**
	 * Removes all that is stored.
	 */
	public abstract void flush();

	/**
	 * Starts the program, whose output nobody reads.
	 * @param builder the command, and its environment
	 * @param origin what provides the program beside its package
	 * @return the process
	 */
	protected final Process start(ProcessBuilder builder, String origin) {
		try {
			Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			this.process = process;
			return process;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The program '" + this.program
					+ "' could not be started. Install it, for example with 'apt-get install " + this.program
					+ "', or run '" + origin + "', which does.", ex);
		}
	}

	/**
	 * Waits until the server does what it is asked for.
	 * @param what what it does, for the message if it does not
	 * @param condition whether it does; an exception means that it does not yet
	 */
	protected final void await(String what, Callable<Boolean> condition) {
		Awaitility.await(this.program + " " + what)
			.atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.until(condition);
	}

	public final String host() {
		return HOST;
	}

	/**
	 * Returns the address as a client's configuration wants it.
	 * @return {@code host:port}
	 */
	public final String address() {
		return HOST + ":" + port();
	}

	/**
	 * Ends the process as its operator would, with SIGTERM.
	 */
	public final void stop() {
		resume();
		end(Process::destroy);
	}

	/**
	 * Ends the process at once, with SIGKILL.
	 */
	public final void kill() {
		end(Process::destroyForcibly);
		this.frozen = false;
	}

	private void end(Consumer<Process> how) {
		Process process = this.process;
		if (process == null) {
			return;
		}
		how.accept(process);
		Assert.state(uninterrupted(() -> process.waitFor(10, TimeUnit.SECONDS)), () -> this.program + " did not end");
		this.process = null;
	}

	/**
	 * Stops the process without ending it, with SIGSTOP: connections stay open and
	 * nothing is answered any more when this returns.
	 */
	public final void freeze() {
		signal("STOP");
		this.frozen = true;
		awaitFrozen();
	}

	// Each thread stops by itself, some time after the signal was sent
	private void awaitFrozen() {
		Path threads = Path.of("/proc", String.valueOf(pid()), "task");
		if (Files.isDirectory(threads)) {
			Awaitility.await(this.program + " is frozen")
				.atMost(TIMEOUT)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> areStopped(threads));
		}
	}

	private static boolean areStopped(Path threads) throws IOException {
		try (DirectoryStream<Path> stats = Files.newDirectoryStream(threads)) {
			for (Path thread : stats) {
				String stat = Files.readString(thread.resolve("stat"));
				// The state comes after the name, which is in parentheses
				if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
					return false;
				}
			}
			return true;
		}
	}

	/**
	 * Lets a frozen process go on.
	 */
	public final void resume() {
		if (this.frozen) {
			signal("CONT");
			this.frozen = false;
		}
	}

	private void signal(String name) {
		List<String> command = List.of("kill", "-" + name, String.valueOf(pid()));
		Assert.state(uninterrupted(() -> new ProcessBuilder(command).start().waitFor()) == 0,
				() -> "SIG" + name + " could not be sent");
	}

	private long pid() {
		Process process = this.process;
		Assert.state(process != null && process.isAlive(), () -> this.program + " does not run");
		return process.pid();
	}

	/**
	 * Starts the process again on the same port, empty; ends the present one first, if it
	 * runs.
	 */
	public final void restart() {
		kill();
		launch();
	}

	/**
	 * Makes sure that the process runs and answers, whatever was done to it.
	 */
	public final void revive() {
		resume();
		if (!isRunning()) {
			launch();
		}
	}

	public final boolean isRunning() {
		Process process = this.process;
		return process != null && process.isAlive();
	}

	@Override
	public final void close() {
		kill();
	}

	private <T> T uninterrupted(Callable<T> action) {
		try {
			return action.call();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + this.program, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public final String toString() {
		return this.program + " on " + address();
	}

}
