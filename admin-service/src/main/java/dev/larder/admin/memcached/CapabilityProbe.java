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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what a server can do by trying it, each time on a connection of its own: some
 * proxies close the connection on what they do not know.
 */
final class CapabilityProbe {

	/**
	 * No slab class: a server that can dump refuses the class, one that cannot refuses
	 * the command, and neither starts a scan.
	 */
	private static final String NO_CLASS = "300";

	private static final Duration WATCH_TIMEOUT = Duration.ofMillis(500);

	private final ServerAddress address;

	private final ConnectionSettings settings;

	private final long start = System.nanoTime();

	CapabilityProbe(ServerAddress address, ConnectionSettings settings) {
		this.address = address;
		this.settings = settings;
	}

	/**
	 * Tries everything.
	 * @throws MemcachedException if the server cannot be reached or stays silent
	 */
	Capabilities probe() {
		ServerVersion version = version();
		Map<Capability, Support> support = new EnumMap<>(Capability.class);
		ItemKey nobodysKey = ItemKey.ofText("larder-admin-probe-" + UUID.randomUUID());
		support.put(Capability.META_GET,
				attempt(nobodysKey.command("mg", MetaGetReply.FLAGS), (line) -> line.equals("EN")));
		support.put(Capability.META_DEBUG, attempt(nobodysKey.command("me", ""), (line) -> line.equals("EN")));
		Map<String, String> serverSettings = settings(support);
		support.put(Capability.METADUMP, attempt(bytes("lru_crawler metadump " + NO_CLASS), CapabilityProbe::isDump));
		support.put(Capability.MGDUMP, attempt(bytes("lru_crawler mgdump " + NO_CLASS), CapabilityProbe::isDump));
		support.put(Capability.FLUSH, flush(serverSettings));
		support.put(Capability.CAS, cas(nobodysKey, serverSettings));
		support.put(Capability.WATCH, watch());
		return new Capabilities(version, support);
	}

	/**
	 * All conversations together may take as long as one.
	 */
	private AdminConnection open() {
		Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
		return AdminConnection.open(this.address, this.settings.after(elapsed));
	}

	private @Nullable ServerVersion version() {
		try (AdminConnection connection = open()) {
			connection.send(bytes("version"));
			String line = connection.readLine();
			return line.startsWith("VERSION ") ? new ServerVersion(line.substring("VERSION ".length())) : null;
		}
		catch (CommandRefusedException ex) {
			return null;
		}
	}

	private @Nullable Map<String, String> settings(Map<Capability, Support> support) {
		try (AdminConnection connection = open()) {
			Map<String, String> values = StatsReply.read(connection, StatsGroup.SETTINGS);
			support.put(Capability.STATS_SETTINGS,
					values.isEmpty() ? Support.no("the server gave no settings") : Support.yes());
			return values.isEmpty() ? null : values;
		}
		catch (MemcachedException ex) {
			support.put(Capability.STATS_SETTINGS, Support.no(reason(ex)));
			return null;
		}
	}

	private Support attempt(byte[] command, Predicate<String> expected) {
		try (AdminConnection connection = open()) {
			connection.send(command);
			String line = connection.readLine();
			return expected.test(line) ? Support.yes() : Support.no("the server answered '" + line + "'");
		}
		catch (MemcachedException ex) {
			return Support.no(reason(ex));
		}
	}

	private static boolean isDump(String line) {
		return line.startsWith("BADCLASS") || line.startsWith("BUSY");
	}

	private static Support flush(@Nullable Map<String, String> settings) {
		String enabled = (settings != null) ? settings.get("flush_enabled") : null;
		if (enabled == null) {
			return Support.unknown("the server does not tell whether it allows it");
		}
		return enabled.equals("yes") ? Support.yes() : Support.no("the server was started with -F");
	}

	/**
	 * A server that was started with {@code -C} takes the command, and compares nothing.
	 */
	private Support cas(ItemKey nobodysKey, @Nullable Map<String, String> settings) {
		if (settings != null && "no".equals(settings.get("cas_enabled"))) {
			return Support.no("the server was started with -C");
		}
		return attempt(nobodysKey.command("cas", "0 0 0 1\r\n"), (line) -> line.equals("NOT_FOUND"));
	}

	/**
	 * Watches what happens least. A server that has watchers already answers when it next
	 * looks after them, which is not worth waiting for.
	 */
	private Support watch() {
		Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
		ConnectionSettings impatient = this.settings.after(elapsed).withReadTimeout(WATCH_TIMEOUT);
		try (AdminConnection connection = AdminConnection.open(this.address, impatient)) {
			connection.send(bytes("watch evictions"));
			String line = connection.readLine();
			return line.equals("OK") ? Support.yes() : Support.no("the server answered '" + line + "'");
		}
		catch (AnswerMissingException ex) {
			return ex.isTimeout() ? Support.unknown("the server did not answer at once") : Support.no(reason(ex));
		}
		catch (MemcachedException ex) {
			return Support.no(reason(ex));
		}
	}

	private static String reason(MemcachedException ex) {
		if (ex instanceof CommandRefusedException refused) {
			return "the server answered '" + refused.answer() + "'";
		}
		String message = ex.getMessage();
		return (message != null) ? message : ex.toString();
	}

	private static byte[] bytes(String command) {
		return command.getBytes(StandardCharsets.US_ASCII);
	}

}
