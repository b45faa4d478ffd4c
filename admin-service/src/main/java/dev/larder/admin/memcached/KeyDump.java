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

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Predicate;

import dev.larder.internal.memcached.scan.DumpedItem;
import dev.larder.internal.memcached.scan.KeyScanner;
import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;
import dev.larder.internal.memcached.scan.ScanTimeouts;

/**
 * Lists the keys of a server. memcached lists for one client at a time, so that another
 * may have to be waited for.
 */
final class KeyDump {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ServerAddress address;

	private final KeyScanner scanner;

	KeyDump(ServerAddress address, ConnectionSettings settings) {
		this.address = address;
		this.scanner = new KeyScanner(() -> settings.connect(address),
				new ScanTimeouts(settings.readTimeout(), settings.deadline(), PATIENCE));
	}

	/**
	 * Passes on the items, in no order.
	 * @param consumer gets each item, and says whether to go on
	 * @throws InterruptedException if the thread is interrupted while the server lists
	 * its keys for somebody else
	 * @throws CommandRefusedException if the server does not list its keys
	 * @throws AnswerMissingException if it does not list all of them
	 */
	void forEach(Predicate<DumpedItem> consumer) throws InterruptedException {
		try {
			this.scanner.scan(consumer);
		}
		catch (ScanFailedException ex) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			throw failure(ex);
		}
	}

	private MemcachedException failure(ScanFailedException ex) {
		String answer = String.valueOf(ex.getMessage());
		if (ex.reason() == Reason.DISCONNECTED) {
			boolean timeout = ex.getCause() instanceof SocketTimeoutException;
			return new AnswerMissingException(this.address + " did not list all of its keys: " + answer, timeout, ex);
		}
		return new CommandRefusedException(this.address + " does not list its keys: it answered '" + answer + "'",
				answer);
	}

}
