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
package dev.larder.admin.memcached;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.larder.internal.memcached.scan.DumpedItem;

import org.springframework.util.Assert;

/**
 * Sends administrative commands to one server. Every call is a conversation on a
 * connection of its own, which is closed at its end, and blocks no longer than the
 * {@link ConnectionSettings} allow. Safe for use by several threads.
 * <p>
 * Every method throws a {@link MemcachedException} if the server does not do what it was
 * asked: {@link ConnectionFailedException} if it was sent nothing,
 * {@link AnswerMissingException} if it did not answer, {@link CommandRefusedException} if
 * it refused, and {@link UnexpectedAnswerException} if it does not speak the protocol.
 */
public final class MemcachedAdminClient {

	private static final byte[] LINE_END = { '\r', '\n' };

	private final ServerAddress address;

	private final ConnectionSettings settings;

	public MemcachedAdminClient(ServerAddress address, ConnectionSettings settings) {
		Assert.notNull(address, "'address' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.address = address;
		this.settings = settings;
	}

	/**
	 * Reads statistics.
	 * @param group which
	 * @return the values by name, in the server's order and words
	 */
	public Map<String, String> stats(StatsGroup group) {
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			return StatsReply.read(connection, group);
		}
	}

	/**
	 * Finds out what the server can do, with several conversations.
	 * @return what it can do
	 */
	public Capabilities probe() {
		return new CapabilityProbe(this.address, this.settings).probe();
	}

	/**
	 * Looks at an item with the gentlest command the server knows: {@code mg}, which
	 * leaves no trace, else {@code me}, else {@code gets}, which counts as a use of it.
	 * @param key the item's key
	 * @param maxValueBytes how many bytes of its value to read, or 0 for none
	 * @param capabilities what the server can do
	 * @return what was found
	 */
	public Inspection inspect(ItemKey key, int maxValueBytes, Capabilities capabilities) {
		Assert.isTrue(maxValueBytes >= 0, "'maxValueBytes' must not be negative");
		return new ItemInspector(this.address, this.settings, capabilities, true).inspect(key, maxValueBytes);
	}

	/**
	 * Looks at an item like {@link #inspect}, but reads no more than the beginning of its
	 * value even if Larder compressed it.
	 * @param key the item's key
	 * @param valueBytes how many bytes of its value to read
	 * @param capabilities what the server can do
	 * @return what was found
	 */
	public Inspection inspectBeginning(ItemKey key, int valueBytes, Capabilities capabilities) {
		Assert.isTrue(valueBytes > 0, "'valueBytes' must be positive");
		return new ItemInspector(this.address, this.settings, capabilities, false).inspect(key, valueBytes);
	}

	/**
	 * Lists the keys. The list is not complete where items come and go meanwhile.
	 * @param consumer gets each item, and says whether to go on
	 * @throws InterruptedException if the thread is interrupted while the server lists
	 * its keys for somebody else
	 */
	public void listKeys(Predicate<DumpedItem> consumer) throws InterruptedException {
		new KeyDump(this.address, this.settings).forEach(consumer);
	}

	/**
	 * Begins to watch what clients read. The server leaves out what comes too fast.
	 * @param time how long, at most
	 * @return the watch, to be closed
	 * @throws CommandRefusedException if the server lets nobody watch
	 */
	public FetchWatch watchFetches(Duration time) {
		return FetchWatch.open(this.address, this.settings, time);
	}

	/**
	 * Deletes an item.
	 * @param key the item's key
	 * @return whether there was one
	 */
	public boolean delete(ItemKey key) {
		return isDeleted(converse(deletion(key)));
	}

	/**
	 * Deletes several items with one round trip.
	 * @param keys their keys, so many that the server's answers are there in time
	 * @return how many there were
	 */
	public int deleteAll(List<ItemKey> keys) {
		ByteArrayOutputStream commands = new ByteArrayOutputStream();
		for (int i = 0; i < keys.size(); i++) {
			if (i > 0) {
				commands.writeBytes(LINE_END);
			}
			commands.writeBytes(deletion(keys.get(i)));
		}
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(commands.toByteArray());
			int deleted = 0;
			for (int i = 0; i < keys.size(); i++) {
				deleted += isDeleted(connection.readLine()) ? 1 : 0;
			}
			return deleted;
		}
	}

	private static byte[] deletion(ItemKey key) {
		return key.isBinary() ? key.command("md", "b") : key.command("delete", "");
	}

	private boolean isDeleted(String answer) {
		return switch (answer) {
			case "DELETED", "HD" -> true;
			case "NOT_FOUND", "NF" -> false;
			default -> throw unexpected(answer);
		};
	}

	/**
	 * Removes all items of all applications.
	 */
	public void flushAll() {
		String answer = converse("flush_all".getBytes(StandardCharsets.US_ASCII));
		if (!answer.equals("OK")) {
			throw unexpected(answer);
		}
	}

	private String converse(byte[] command) {
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(command);
			return connection.readLine();
		}
	}

	private UnexpectedAnswerException unexpected(String answer) {
		return new UnexpectedAnswerException(this.address + " answered '" + answer + "', which is unexpected");
	}

	@Override
	public String toString() {
		return "admin client of " + this.address;
	}

}
