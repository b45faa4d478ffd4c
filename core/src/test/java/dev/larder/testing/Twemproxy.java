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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import org.springframework.util.Assert;

import dev.larder.internal.memcached.NodeAddress;

/**
 * Twitter's proxy ({@code nutcracker}) in front of memcached servers.
 */
public final class Twemproxy implements AutoCloseable {

	private final int port = freePort();

	private final Process process;

	private final Path configuration;

	/**
	 * Starts a proxy.
	 * @param servers the servers behind it, as {@code host:port}
	 */
	public Twemproxy(List<String> servers) {
		try {
			this.configuration = Files.createTempFile("nutcracker", ".yml");
			Files.writeString(this.configuration, configuration(servers));
			this.process = new ProcessBuilder("nutcracker", "-c", this.configuration.toString(), "-s",
					String.valueOf(freePort()), "-a", "127.0.0.1")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The program 'nutcracker' could not be started. Install it, for example"
					+ " with 'apt-get install nutcracker', or run 'bin/test', which does.", ex);
		}
		Awaitility.await("nutcracker listens").ignoreExceptions().until(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
		});
	}

	private String configuration(List<String> servers) {
		StringBuilder yaml = new StringBuilder("pool:\n  listen: 127.0.0.1:" + this.port
				+ "\n  hash: md5\n  distribution: ketama\n  timeout: 10000\n  servers:\n");
		servers.forEach((server) -> yaml.append("   - ").append(server).append(":1\n"));
		return yaml.toString();
	}

	public NodeAddress address() {
		return new NodeAddress("127.0.0.1", this.port, 1);
	}

	public void freeze() {
		signal("STOP");
	}

	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			int status = new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
			Assert.state(status == 0, () -> "SIG" + name + " could not be sent");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			Files.delete(this.configuration);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
