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

package dev.larder.internal.memcached.discovery;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.connect.ServerConnection;
import dev.larder.internal.memcached.connect.ServerDialer;

/**
 * Finds servers by the configuration endpoint of Amazon ElastiCache or Google Cloud
 * Memorystore: a server that answers {@code config get cluster} with all of them.
 * <p>
 * The answer is {@code CONFIG cluster <flags> <bytes>}, the number of the configuration,
 * a line of {@code <host>|<address>|<port>} with spaces between, and {@code END} (Amazon
 * ElastiCache User Guide, "Adding Auto Discovery To Your Client Library").
 */
public final class ConfigurationEndpoint implements ServerLookup {

	private static final byte[] COMMAND = "config get cluster\r\n".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Names and addresses. They go into the log.
	 */
	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");

	/**
	 * Far more than the 60 servers a cluster may have.
	 */
	private static final int MAX_BYTES = 64 * 1024;

	private final List<NodeAddress> endpoints;

	private final ServerDialer dialer;

	private final Duration timeout;

	/**
	 * Creates a lookup.
	 * @param endpoints the endpoints, of which the first that answers is believed
	 * @param dialer connects to them
	 * @param timeout how long the answer may take
	 */
	public ConfigurationEndpoint(List<NodeAddress> endpoints, ServerDialer dialer, Duration timeout) {
		this.endpoints = List.copyOf(endpoints);
		this.dialer = dialer;
		this.timeout = timeout;
	}

	@Override
	public List<NodeAddress> servers() throws IOException {
		IOException failure = new IOException("there is no endpoint");
		for (NodeAddress endpoint : this.endpoints) {
			try {
				return servers(endpoint);
			}
			catch (IOException ex) {
				failure = new IOException("the configuration endpoint " + endpoint + " did not say: " + ex.getMessage(),
						ex);
			}
		}
		throw failure;
	}

	private List<NodeAddress> servers(NodeAddress endpoint) throws IOException {
		try (ServerConnection connection = new ServerConnection(
				this.dialer.connect(endpoint.host(), endpoint.port(), endpoint.certified()))) {
			long deadline = System.nanoTime() + this.timeout.toNanos();
			connection.write(COMMAND, this.timeout);
			return servers(configuration(connection, deadline));
		}
	}

	private static String configuration(ServerConnection connection, long deadline) throws IOException {
		String head = connection.readLine(timeLeft(deadline));
		String[] words = head.split(" ", -1);
		if (words.length != 4 || !words[0].equals("CONFIG")) {
			throw new IOException("it answered '" + shown(head)
					+ "' to 'config get cluster', so that it is none; its name has '.cfg.' in it");
		}
		byte[] configuration = new byte[length(words[3])];
		int read = 0;
		while (read < configuration.length) {
			int count = connection.read(configuration, read, configuration.length - read, timeLeft(deadline));
			if (count < 0) {
				throw new IOException("it ended the connection");
			}
			read += count;
		}
		return new String(configuration, StandardCharsets.US_ASCII);
	}

	private static Duration timeLeft(long deadline) throws IOException {
		long nanos = deadline - System.nanoTime();
		if (nanos <= 0) {
			throw new SocketTimeoutException("no whole answer in time");
		}
		return Duration.ofNanos(nanos);
	}

	private static int length(String text) throws IOException {
		try {
			int length = Integer.parseInt(text);
			if (length >= 0 && length <= MAX_BYTES) {
				return length;
			}
		}
		catch (NumberFormatException ex) {
			// Said below
		}
		throw new IOException("its answer has '" + shown(text) + "' bytes");
	}

	private static List<NodeAddress> servers(String configuration) throws IOException {
		String[] lines = configuration.split("\r?\n", -1);
		Map<String, NodeAddress> servers = new LinkedHashMap<>();
		if (lines.length > 1) {
			for (String server : lines[1].trim().split(" +", -1)) {
				NodeAddress address = server(server);
				servers.putIfAbsent(address.name(), address);
			}
		}
		if (servers.isEmpty()) {
			throw new IOException("its cluster has no servers");
		}
		return List.copyOf(servers.values());
	}

	private static NodeAddress server(String text) throws IOException {
		String[] parts = text.split("\\|", -1);
		try {
			String host = (parts.length != 3) ? "" : parts[0].isEmpty() ? parts[1] : parts[0];
			if (HOST.matcher(host).matches()) {
				return NodeAddress.parse(((host.indexOf(':') >= 0) ? "[" + host + "]" : host) + ":" + parts[2]);
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw new IOException("'" + shown(text) + "' is no server");
	}

	// No control characters of whoever is there
	private static String shown(String answer) {
		return answer.substring(0, Math.min(answer.length(), 120)).replaceAll("[^ -~]", "?");
	}

}
