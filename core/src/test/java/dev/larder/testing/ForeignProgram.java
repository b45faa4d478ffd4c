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
package dev.larder.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * A program that is not written in Java and speaks to memcached.
 */
public final class ForeignProgram {

	private final String name;

	private final String debianPackage;

	/**
	 * Names a program.
	 * @param name its file name
	 * @param debianPackage the package it comes with, for who does not have it
	 */
	public ForeignProgram(String name, String debianPackage) {
		this.name = name;
		this.debianPackage = debianPackage;
	}

	/**
	 * Runs the program to its end.
	 * @param input what it reads
	 * @param arguments its arguments
	 * @return its status and what it wrote
	 */
	public Result run(String input, String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.name));
		Collections.addAll(command, arguments);
		try {
			Path file = Files.createTempFile("input", ".txt");
			try {
				return run(command, Files.writeString(file, input));
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Result run(List<String> command, Path input) throws IOException {
		Process process = start(command, input);
		try {
			byte[] output = process.getInputStream().readAllBytes();
			Assert.state(process.waitFor(20, TimeUnit.SECONDS), () -> this.name + " does not end");
			return new Result(process.exitValue(), new String(output, StandardCharsets.UTF_8));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + this.name, ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Process start(List<String> command, Path input) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true);
		builder.environment().put("PYTHONUTF8", "1");
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The program '" + this.name + "' could not be started. " + howToInstall(),
					ex);
		}
	}

	/**
	 * Returns how to get the program.
	 * @return a sentence for a message
	 */
	public String howToInstall() {
		return "Install it, for example with 'apt-get install " + this.debianPackage
				+ "', or run 'bin/test', which does.";
	}

	/**
	 * What became of a program.
	 *
	 * @param status its exit status
	 * @param output what it wrote to its output and as errors
	 */
	public record Result(int status, String output) {

	}

}
