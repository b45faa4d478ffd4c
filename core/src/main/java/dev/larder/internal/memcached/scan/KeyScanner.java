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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
 * one scan of a server at a time, which is up to the caller.
 * <p>
 * Immutable and thread-safe.
 */
public final class KeyScanner {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final String host;

	private final int port;

	private final ScanTimeouts timeouts;

	public KeyScanner(String host, int port, ScanTimeouts timeouts) {
		Assert.hasText(host, "'host' must not be empty");
		this.host = host;
		this.port = port;
		this.timeouts = timeouts;
	}

	/**
	 * Lists the keys that start with a text. Blocks until all were seen, or as many as
	 * asked for. Keys that come or go meanwhile may be seen or not.
	 * @param prefix the text
	 * @param limit how many keys to return at most
	 * @return the keys found, as clients send them; there may be more only if they are as
	 * many as asked for
	 * @throws ScanFailedException if the server does not list its keys
	 */
	public List<String> scan(String prefix, int limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		List<String> keys = new ArrayList<>();
		scanLines((line) -> {
			String key = DumpReader.key(line);
			if (key != null && key.startsWith(prefix)) {
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

	private void scanLines(Predicate<String> consumer) {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(millis(this.timeouts.silence()));
			socket.connect(new InetSocketAddress(this.host, this.port), millis(this.timeouts.connect()));
			InputStream input = new BufferedInputStream(socket.getInputStream(), BUFFER_SIZE);
			DumpReader reader = new DumpReader(input);
			read(reader, begin(socket, reader), consumer);
		}
		catch (IOException ex) {
			throw new ScanFailedException(ex);
		}
	}

	private static int millis(Duration duration) {
		return Math.toIntExact(Math.max(1, duration.toMillis()));
	}

	private static String begin(Socket socket, DumpReader reader) throws IOException {
		String line = ask(socket, reader, "hash");
		if (line != null && isRefusal(line) && !isBusy(line)) {
			line = ask(socket, reader, "all");
		}
		if (line == null) {
			throw new ScanFailedException(Reason.REFUSED, "it closes the connection");
		}
		if (isRefusal(line)) {
			throw new ScanFailedException(isBusy(line) ? Reason.BUSY : Reason.REFUSED, line);
		}
		return line;
	}

	private static @Nullable String ask(Socket socket, DumpReader reader, String source) throws IOException {
		byte[] command = ("lru_crawler metadump " + source + "\r\n").getBytes(StandardCharsets.US_ASCII);
		socket.getOutputStream().write(command);
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

}
