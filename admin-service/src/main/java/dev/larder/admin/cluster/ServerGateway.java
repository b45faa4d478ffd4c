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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.memcached.AnswerMissingException;
import dev.larder.admin.memcached.Capabilities;
import dev.larder.admin.memcached.CommandRefusedException;
import dev.larder.admin.memcached.ConnectionFailedException;
import dev.larder.admin.memcached.ConnectionSettings;
import dev.larder.admin.memcached.FetchWatch;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.MemcachedAdminClient;
import dev.larder.admin.memcached.MemcachedException;
import dev.larder.admin.memcached.ServerAddress;
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Talks to servers and remembers for a minute what each of them can do. What goes wrong
 * is thrown as an {@link ApiException}.
 */
@Component
public class ServerGateway {

	private static final Duration CAPABILITIES_AGE = Duration.ofMinutes(1);

	/**
	 * How long a server may pause while it lists its keys.
	 */
	private static final Duration LIST_SILENCE = Duration.ofSeconds(30);

	private static final Duration LIST_TIME = Duration.ofMinutes(30);

	private final ConnectionSettings settings;

	private final Map<ServerAddress, KnownCapabilities> known = new ConcurrentHashMap<>();

	@Autowired
	ServerGateway(AdminProperties properties) {
		this(new ConnectionSettings(properties.connectTimeout(), properties.readTimeout(), properties.deadline()));
	}

	ServerGateway(ConnectionSettings settings) {
		this.settings = settings;
	}

	/**
	 * Reads statistics.
	 * @param server the server
	 * @param group which statistics
	 * @return the values by name
	 */
	public Map<String, String> stats(ClusterServer server, StatsGroup group) {
		return read(server, (client) -> client.stats(group));
	}

	/**
	 * Returns how many items a server has.
	 * @param server the server
	 * @return the number, or {@code null} if the server does not tell
	 */
	public @Nullable Long items(ClusterServer server) {
		return StatValues.number(stats(server, StatsGroup.GENERAL).get("curr_items"));
	}

	/**
	 * Finds out what a server can do, now.
	 * @param server the server
	 * @return what it can do
	 */
	public Capabilities capabilities(ClusterServer server) {
		Capabilities capabilities = read(server, MemcachedAdminClient::probe);
		this.known.put(server.address(), new KnownCapabilities(capabilities, System.nanoTime()));
		return capabilities;
	}

	/**
	 * Looks at an item.
	 * @param server the server
	 * @param key the item's key
	 * @param maxValueBytes how much of the value to read, or 0 for none
	 * @return what was found
	 */
	public Inspection inspect(ClusterServer server, ItemKey key, int maxValueBytes) {
		return inspect(server, (client, capabilities) -> client.inspect(key, maxValueBytes, capabilities));
	}

	/**
	 * Looks at an item and the beginning of its value.
	 * @param server the server
	 * @param key the item's key
	 * @param valueBytes how much of the value to read
	 * @return what was found
	 */
	public Inspection inspectBeginning(ClusterServer server, ItemKey key, int valueBytes) {
		return inspect(server, (client, capabilities) -> client.inspectBeginning(key, valueBytes, capabilities));
	}

	private Inspection inspect(ClusterServer server,
			BiFunction<MemcachedAdminClient, Capabilities, Inspection> question) {
		Capabilities capabilities = knownCapabilities(server);
		try {
			return read(server, (client) -> question.apply(client, capabilities));
		}
		catch (ApiException ex) {
			// Another server may be at this address by now
			this.known.remove(server.address());
			throw ex;
		}
	}

	/**
	 * Lists the keys of a server, which may take long.
	 * @param server the server
	 * @param consumer gets each item, and says whether to go on
	 */
	public void listKeys(ClusterServer server, Predicate<DumpedItem> consumer) {
		ConnectionSettings patient = new ConnectionSettings(this.settings.connectTimeout(), LIST_SILENCE, LIST_TIME,
				server.access());
		converse(new MemcachedAdminClient(server.address(), patient), (client) -> {
			try {
				client.listKeys(consumer);
				return true;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ApiException(ProblemCode.OPERATION_CANCELLED, "The service is ending");
			}
		}, ProblemCode.TARGET_TIMEOUT, ProblemCode.TARGET_FAILED);
	}

	/**
	 * Begins to watch what clients of a server read, which costs the server some of its
	 * speed.
	 * @param server the server
	 * @param time how long, at most
	 * @return the watch, to be closed
	 */
	public FetchWatch watchFetches(ClusterServer server, Duration time) {
		return read(server, (client) -> client.watchFetches(time));
	}

	/**
	 * Deletes an item.
	 * @param server the server
	 * @param key the item's key
	 * @return whether there was one
	 */
	public boolean delete(ClusterServer server, ItemKey key) {
		return write(server, (client) -> client.delete(key));
	}

	/**
	 * Deletes several items.
	 * @param server the server
	 * @param keys their keys, some hundred at most
	 * @return how many there were
	 */
	public int deleteAll(ClusterServer server, List<ItemKey> keys) {
		return write(server, (client) -> client.deleteAll(keys));
	}

	/**
	 * Removes all items of a server.
	 * @param server the server
	 */
	public void flush(ClusterServer server) {
		write(server, (client) -> {
			client.flushAll();
			return true;
		});
	}

	private Capabilities knownCapabilities(ClusterServer server) {
		KnownCapabilities known = this.known.get(server.address());
		if (known != null && System.nanoTime() - known.since() < CAPABILITIES_AGE.toNanos()) {
			return known.capabilities();
		}
		return capabilities(server);
	}

	private <T> T read(ClusterServer server, Function<MemcachedAdminClient, T> conversation) {
		return converse(client(server), conversation, ProblemCode.TARGET_TIMEOUT, ProblemCode.TARGET_FAILED);
	}

	private <T> T write(ClusterServer server, Function<MemcachedAdminClient, T> conversation) {
		return converse(client(server), conversation, ProblemCode.OUTCOME_UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
	}

	private MemcachedAdminClient client(ClusterServer server) {
		return new MemcachedAdminClient(server.address(), this.settings.withAccess(server.access()));
	}

	private <T> T converse(MemcachedAdminClient client, Function<MemcachedAdminClient, T> conversation,
			ProblemCode silent, ProblemCode broken) {
		try {
			return conversation.apply(client);
		}
		catch (ConnectionFailedException ex) {
			throw problem(ex.isTimeout() ? ProblemCode.TARGET_TIMEOUT : ProblemCode.TARGET_FAILED, ex);
		}
		catch (AnswerMissingException ex) {
			throw problem(ex.isTimeout() ? silent : broken, ex);
		}
		catch (CommandRefusedException ex) {
			throw problem(
					ex.answer().startsWith("SERVER_ERROR") ? ProblemCode.TARGET_FAILED : ProblemCode.CAPABILITY_MISSING,
					ex);
		}
		catch (MemcachedException ex) {
			throw problem(ProblemCode.TARGET_FAILED, ex);
		}
	}

	private static ApiException problem(ProblemCode code, MemcachedException ex) {
		return new ApiException(code, String.valueOf(ex.getMessage()), Map.of(), ex);
	}

	private record KnownCapabilities(Capabilities capabilities, long since) {

	}

}
