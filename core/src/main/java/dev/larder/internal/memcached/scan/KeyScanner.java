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
package dev.larder.internal.memcached.scan;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.larder.internal.memcached.connect.ServerChannel;
import dev.larder.internal.memcached.connect.ServerConnection;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Lists the keys of one server with {@code lru_crawler metadump}: by the hash table,
 * which misses nothing (memcached 1.6.9 and later), else by the LRU lists (1.4.31 and
 * later).
 * <p>
 * Every scan has a blocking connection of its own, which is read as fast as it delivers
 * and closed when that is enough, never left unread: a dump that nobody reads, and a
 * second one, hold up other clients of the server. For the same reason there should be
 * one scan of a server at a time, which is up to the caller; somebody else's is waited
 * for. The thread may be interrupted then, and the scan fails.
 * <p>
 * Immutable and thread-safe.
 */
public final class KeyScanner {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

	private final Dialing dialing;

	private final ScanTimeouts timeouts;

	/**
	 * Creates a scanner.
	 * @param dialing connects to the server
	 * @param timeouts how long a scan waits
	 */
	public KeyScanner(Dialing dialing, ScanTimeouts timeouts) {
		this.dialing = dialing;
		this.timeouts = timeouts;
	}

	/**
	 * Lists some keys. Blocks until all were seen, or as many as asked for. Keys that
	 * come or go meanwhile may be seen or not.
	 * @param wanted tells which
	 * @param limit how many keys to return at most
	 * @return the keys found, as clients send them; there may be more only if they are as
	 * many as asked for
	 * @throws ScanFailedException if the server does not list its keys
	 */
	public List<String> scan(Predicate<String> wanted, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		List<String> keys = new ArrayList<>();
		scanLines((line) -> {
			String key = DumpReader.key(line);
			if (key != null && wanted.test(key)) {
				keys.add(key);
			}
			return keys.size() < limit;
		});
		return keys;
	}

	/**
	 * Passes on all items, in no order. Blocks until all were seen. Items that come or go
	 * meanwhile may be seen or not.
	 * @param consumer gets each item, and says whether to go on
	 * @throws ScanFailedException if the server does not list its keys
	 */
	public void scan(Predicate<DumpedItem> consumer) {
		scanLines((line) -> {
			DumpedItem item = DumpedItem.parse(line);
			return item == null || consumer.test(item);
		});
	}

	/**
	 * Tries again while the server lists its keys for another client. It does not say
	 * when it is done, so there is nothing to wait for but time, on a thread that does
	 * nothing else.
	 */
	private void scanLines(Predicate<String> consumer) {
		long start = System.nanoTime();
		for (Duration pause = FIRST_PAUSE;; pause = longer(pause)) {
			try {
				scanOnce(consumer);
				return;
			}
			catch (ScanFailedException ex) {
				long left = this.timeouts.busy().toNanos() - (System.nanoTime() - start);
				if (ex.reason() != Reason.BUSY || left < pause.toNanos()) {
					throw ex;
				}
				pause(pause, ex);
			}
		}
	}

	private static Duration longer(Duration pause) {
		Duration twice = pause.multipliedBy(2);
		return (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
	}

	private static void pause(Duration pause, ScanFailedException cause) {
		try {
			Thread.sleep(pause.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw cause;
		}
	}

	private void scanOnce(Predicate<String> consumer) {
		try (ServerConnection connection = new ServerConnection(this.dialing.connect())) {
			DumpReader reader = new DumpReader(connection.input(this.timeouts.silence()));
			read(reader, begin(connection, reader), consumer);
		}
		catch (IOException ex) {
			throw new ScanFailedException(ex);
		}
	}

	private String begin(ServerConnection connection, DumpReader reader) throws IOException {
		String line = ask(connection, reader, "hash");
		if (line != null && isRefusal(line) && !isBusy(line)) {
			line = ask(connection, reader, "all");
		}
		if (line == null) {
			throw new ScanFailedException(Reason.REFUSED, "it closes the connection");
		}
		if (isRefusal(line)) {
			throw new ScanFailedException(isBusy(line) ? Reason.BUSY : Reason.REFUSED, line);
		}
		return line;
	}

	private @Nullable String ask(ServerConnection connection, DumpReader reader, String source) throws IOException {
		byte[] command = ("lru_crawler metadump " + source + "\r\n").getBytes(StandardCharsets.US_ASCII);
		connection.write(command, this.timeouts.silence());
		return reader.readLine();
	}

	private static boolean isRefusal(String line) {
		return !line.equals("OK") && !DumpReader.isEnd(line) && !DumpReader.isItem(line);
	}

	private static boolean isBusy(String line) {
		return line.startsWith("BUSY") || line.startsWith("ERROR Too many open connections");
	}

	private void read(DumpReader reader, String first, Predicate<String> consumer) throws IOException {
		long start = System.nanoTime();
		boolean goesOn = true;
		for (String line = first; goesOn && !DumpReader.isEnd(line); line = reader.readItem()) {
			goesOn = consumer.test(line);
			if (System.nanoTime() - start > this.timeouts.whole().toNanos()) {
				throw new SocketTimeoutException(
						"The server did not list its keys within " + this.timeouts.whole().toSeconds() + " seconds");
			}
		}
	}

	/**
	 * Connects to a server.
	 */
	@FunctionalInterface
	public interface Dialing {

		/**
		 * Connects to the server. Blocks.
		 * @return the channel, ready for commands
		 * @throws IOException if that fails
		 */
		ServerChannel connect() throws IOException;

	}

}
