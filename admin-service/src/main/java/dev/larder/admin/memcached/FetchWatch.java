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

/**
 * Watches what clients of a server read ({@code watch fetchers}), for a limited time, on
 * a connection of its own. Not safe for use by several threads.
 */
public final class FetchWatch implements AutoCloseable {

	/**
	 * After so much silence the watch looks whether its time is over.
	 */
	private static final Duration SILENCE = Duration.ofSeconds(1);

	private final AdminConnection connection;

	private final ServerAddress address;

	private final long end;

	private FetchWatch(AdminConnection connection, ServerAddress address, Duration time) {
		this.connection = connection;
		this.address = address;
		this.end = System.nanoTime() + time.toNanos();
	}

	static FetchWatch open(ServerAddress address, ConnectionSettings settings, Duration time) {
		ConnectionSettings patient = new ConnectionSettings(settings.connectTimeout(), SILENCE,
				settings.deadline().plus(time), settings.access());
		AdminConnection connection = AdminConnection.open(address, patient);
		try {
			connection.send("watch fetchers".getBytes(StandardCharsets.US_ASCII));
			connection.expectLongAnswer();
			begin(connection, address, System.nanoTime() + settings.readTimeout().toNanos());
			return new FetchWatch(connection, address, time);
		}
		catch (RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	// The server says so only when it next looks after its watchers
	private static void begin(AdminConnection connection, ServerAddress address, long latest) {
		while (true) {
			try {
				String answer = connection.readLine();
				if (!answer.equals("OK")) {
					throw new CommandRefusedException(
							address + " does not let its clients be watched: it answered '" + answer + "'", answer);
				}
				return;
			}
			catch (AnswerMissingException ex) {
				if (!ex.isTimeout() || System.nanoTime() - latest > 0) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Passes on what is seen until the time is over.
	 * @param consumer gets each read, and nothing when there was none for a while; says
	 * whether to go on
	 */
	public void forEach(Predicate<WatchedFetch> consumer) {
		boolean goesOn = true;
		while (goesOn && System.nanoTime() - this.end < 0) {
			try {
				WatchedFetch fetch = WatchedFetch.parse(this.connection.readLine());
				goesOn = fetch == null || consumer.test(fetch);
			}
			catch (AnswerMissingException ex) {
				if (!ex.isTimeout()) {
					throw ex;
				}
				goesOn = consumer.test(WatchedFetch.NOTHING);
			}
		}
	}

	@Override
	public void close() {
		this.connection.close();
	}

	@Override
	public String toString() {
		return "watch of " + this.address;
	}

}
