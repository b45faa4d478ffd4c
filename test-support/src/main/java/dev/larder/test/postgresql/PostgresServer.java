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

package dev.larder.test.postgresql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of its own, on a free port, from Debian's package. It refuses to
 * run as root, so that it runs as the package's user then. The JDBC driver is that of the
 * module whose tests use it.
 */
public final class PostgresServer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String USER = "postgres";

	private final Path directory = directory();

	private final Path programs = programs();

	private final int port = freePort();

	private @Nullable Process process;

	private PostgresServer() {
	}

	/**
	 * Starts a server with an empty database.
	 * @return the server
	 */
	public static PostgresServer start() {
		PostgresServer server = new PostgresServer();
		server.initialize();
		server.launch();
		return server;
	}

	private static Path directory() {
		try {
			return Files.createTempDirectory("postgresql");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path programs() {
		try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("postgres")))
				.max(Path::compareTo)
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new IllegalStateException("There is no PostgreSQL; run bin/test, or install the package postgresql",
					ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void initialize() {
		try {
			if (isRoot()) {
				UserPrincipal owner = this.directory.getFileSystem()
					.getUserPrincipalLookupService()
					.lookupPrincipalByName(USER);
				Files.setOwner(this.directory, owner);
			}
			Process initdb = run("initdb", "-D", data(), "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync");
			if (!initdb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
				initdb.destroyForcibly();
				throw new IllegalStateException("initdb failed: " + Files.readString(log()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts the server, which was stopped.
	 */
	public void launch() {
		this.process = run("postgres", "-D", data(), "-p", String.valueOf(this.port), "-k", this.directory.toString(),
				"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
		Awaitility.await("PostgreSQL").atMost(PATIENCE).ignoreExceptions().until(() -> {
			try (Connection connection = connect()) {
				return connection.isValid(1);
			}
		});
	}

	private Process run(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		try {
			return new ProcessBuilder(command).directory(new File("/"))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	private Path log() {
		return this.directory.resolve("log");
	}

	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres";
	}

	public String user() {
		return USER;
	}

	/**
	 * Runs statements as the database's owner.
	 * @param statements the statements
	 */
	public void execute(String... statements) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(url(), USER, "");
	}

	/**
	 * Stops the server without waiting for its clients.
	 */
	public void stop() {
		// SIGINT would be "fast", but Java has only SIGTERM, which waits for the clients
		Process process = this.process;
		if (process == null) {
			return;
		}
		process.destroyForcibly();
		try {
			process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		stop();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
