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
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the keys of a server. memcached lists for one client at a time, so that another
 * may have to be waited for.
 */
final class KeyDump {

	private static final Logger logger = LoggerFactory.getLogger(KeyDump.class);

	/**
	 * {@code hash} finds what {@code all} may miss, as items move while it runs, but
	 * older servers do not know it.
	 */
	private static final String[] COMMANDS = { "lru_crawler metadump hash", "lru_crawler metadump all" };

	private static final Duration BUSY_PAUSE = Duration.ofMillis(500);

	private static final int MAX_BUSY = 120;

	private final ServerAddress address;

	private final ConnectionSettings settings;

	KeyDump(ServerAddress address, ConnectionSettings settings) {
		this.address = address;
		this.settings = settings;
	}

	/**
	 * Passes on the items, in no order.
	 * @param consumer gets each item, and says whether to go on
	 * @throws CommandRefusedException if the server does not list its keys
	 */
	void forEach(Predicate<DumpedItem> consumer) throws InterruptedException {
		int busy = 0;
		int command = 0;
		while (true) {
			String answer = attempt(COMMANDS[command], consumer);
			if (answer.equals("END")) {
				return;
			}
			// The server does not say when it is done with another client's list, so
			// there is nothing to wait for but time, on a thread that does nothing else
			if (answer.startsWith("BUSY") && busy < MAX_BUSY) {
				busy++;
				Thread.sleep(BUSY_PAUSE.toMillis());
			}
			else if (command + 1 < COMMANDS.length && !answer.startsWith("BUSY")) {
				command++;
			}
			else {
				throw new CommandRefusedException(
						this.address + " does not list its keys: it answered '" + answer + "'", answer);
			}
		}
	}

	/**
	 * Tries a command.
	 * @return {@code END}, or what the server answered instead of a list
	 */
	private String attempt(String command, Predicate<DumpedItem> consumer) {
		try (AdminConnection connection = AdminConnection.open(this.address, this.settings)) {
			connection.send(command.getBytes(StandardCharsets.US_ASCII));
			connection.expectLongAnswer();
			boolean first = true;
			for (String line = connection.readLine(); !line.equals("END"); line = connection.readLine()) {
				DumpedItem item = DumpedItem.parse(line);
				if (item != null) {
					if (!consumer.test(item)) {
						return "END";
					}
				}
				else if (first && !line.equals("OK")) {
					return line;
				}
				first = false;
			}
			return "END";
		}
		catch (CommandRefusedException ex) {
			logger.debug("{} refused '{}'", this.address, command);
			return ex.answer();
		}
	}

}
