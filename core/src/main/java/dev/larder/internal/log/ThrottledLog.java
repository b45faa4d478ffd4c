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
package dev.larder.internal.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Logs lines that may come thousands of times a second: one line per cause and interval,
 * which says how many before it were left out. A log that fails harms nobody else.
 * Thread-safe.
 * <p>
 * Causes are remembered for good, so they must be few: a kind of failure and a node, or a
 * type, not a key. Lines of more than a thousand causes are not logged.
 */
public final class ThrottledLog {

	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	private static final int MAX_CAUSES = 1000;

	private final Log log;

	private final long intervalNanos;

	private final LongSupplier nanoTime;

	private final Map<String, Cause> causes = new ConcurrentHashMap<>();

	/**
	 * Creates a log of one line per cause and ten seconds.
	 * @param log where lines go
	 */
	public ThrottledLog(Log log) {
		this(log, DEFAULT_INTERVAL, System::nanoTime);
	}

	ThrottledLog(Log log, Duration interval, LongSupplier nanoTime) {
		Assert.notNull(log, "'log' must not be null");
		this.log = log;
		this.intervalNanos = interval.toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates a log of one line per cause, ever.
	 * @param log where lines go
	 * @return the log
	 */
	public static ThrottledLog once(Log log) {
		return new ThrottledLog(log, FOREVER, System::nanoTime);
	}

	/**
	 * Logs a warning, unless the same cause was logged less than an interval ago.
	 * @param cause the subject of the line, for counting
	 * @param message the line, made only when it is logged
	 */
	public void warn(String cause, Supplier<String> message) {
		log(cause, message, this.log::warn);
	}

	/**
	 * Logs a warning with its exception, unless the same cause was logged less than an
	 * interval ago.
	 * @param cause the subject of the line, for counting
	 * @param message the line, made only when it is logged
	 * @param ex the exception
	 */
	public void warn(String cause, Supplier<String> message, Throwable ex) {
		log(cause, message, (line) -> this.log.warn(line, ex));
	}

	/**
	 * Logs an information, unless the same cause was logged less than an interval ago.
	 * @param cause the subject of the line, for counting
	 * @param message the line, made only when it is logged
	 */
	public void info(String cause, Supplier<String> message) {
		log(cause, message, this.log::info);
	}

	private void log(String cause, Supplier<String> message, Consumer<String> target) {
		try {
			String line = admit(cause, message);
			if (line != null) {
				target.accept(line);
			}
		}
		catch (RuntimeException ex) {
			// Those who log are amid something that matters more than the line
		}
	}

	private @Nullable String admit(String cause, Supplier<String> message) {
		Cause state = this.causes.get(cause);
		if (state == null) {
			if (this.causes.size() >= MAX_CAUSES) {
				return null;
			}
			state = this.causes.computeIfAbsent(cause, (name) -> new Cause());
		}
		long suppressed = state.enter(this.nanoTime.getAsLong(), this.intervalNanos);
		if (suppressed < 0) {
			return null;
		}
		return (suppressed > 0) ? message.get() + " (and " + suppressed + " more like it since the last line)"
				: message.get();
	}

	private static final class Cause {

		private boolean logged;

		private long loggedAt;

		private long suppressed;

		/**
		 * Returns how many lines were left out before this one, or -1 if this one is to
		 * be left out too.
		 */
		synchronized long enter(long now, long intervalNanos) {
			if (this.logged && now - this.loggedAt < intervalNanos) {
				this.suppressed++;
				return -1;
			}
			long result = this.suppressed;
			this.logged = true;
			this.loggedAt = now;
			this.suppressed = 0;
			return result;
		}

	}

}
