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
package dev.larder.admin.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.larder.admin.memcached.ServerAccess;
import dev.larder.admin.memcached.ServerAddress;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.connect.ServerDialer;
import dev.larder.internal.memcached.discovery.ConfigurationEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Finds servers by the configuration endpoint of Amazon ElastiCache or Google Cloud
 * Memorystore.
 */
final class EndpointSource implements ServerSource {

	/**
	 * Far more than the 60 servers a cluster may have.
	 */
	private static final int MAX_SERVERS = 500;

	private final ServerAddress address;

	private final ConfigurationEndpoint endpoint;

	private final Duration deadline;

	/**
	 * Creates a source.
	 * @param address the address of the endpoint
	 * @param access what the endpoint wants of those who connect to it
	 * @param connectTimeout the longest wait for the connection
	 * @param readTimeout the longest wait for the next bytes of the answer
	 * @param deadline the longest time all of that may take
	 */
	EndpointSource(ServerAddress address, ServerAccess access, Duration connectTimeout, Duration readTimeout,
			Duration deadline) {
		this.address = address;
		this.deadline = deadline;
		this.endpoint = new ConfigurationEndpoint(List.of(NodeAddress.parse(address.name())),
				new ServerDialer(access.tls(), access.credentials(), connectTimeout), readTimeout);
	}

	@Override
	public List<ServerAddress> servers() throws IOException {
		Set<ServerAddress> servers = new LinkedHashSet<>();
		for (NodeAddress server : ask()) {
			String host = server.host().startsWith("[") ? server.host().substring(1, server.host().length() - 1)
					: server.host();
			servers.add(new ServerAddress(host, server.port()));
		}
		if (servers.size() > MAX_SERVERS) {
			throw new IOException("The configuration endpoint " + this.address + " names " + servers.size()
					+ " servers, which are more than " + MAX_SERVERS);
		}
		return List.copyOf(servers);
	}

	/**
	 * Asks the endpoint in a thread that can be given up, however steadily bytes arrive.
	 */
	private List<NodeAddress> ask() throws IOException {
		FutureTask<List<NodeAddress>> question = new FutureTask<>(this.endpoint::servers);
		Thread thread = new Thread(question, "endpoint-" + this.address);
		thread.setDaemon(true);
		thread.start();
		try {
			return question.get(this.deadline.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw new IOException(StringUtils.capitalize(String.valueOf((cause != null) ? cause.getMessage() : ex)),
					ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("The configuration endpoint " + this.address + " did not say within "
					+ this.deadline.toMillis() + " ms", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("The service is ending", ex);
		}
		finally {
			question.cancel(true);
		}
	}

	@Override
	public Resolution resolution(@Nullable Instant resolvedAt, @Nullable String problem) {
		return new Resolution(null, this.address.name(), resolvedAt, problem);
	}

	@Override
	public String toString() {
		return this.address.name();
	}

}
