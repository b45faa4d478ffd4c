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
package dev.larder.internal.memcached;

import org.jspecify.annotations.Nullable;

/**
 * A memcached operation failed. It stays inside the library: the caller of a cache sees a
 * miss instead. It has no stack trace: it is made on an I/O thread, whose stack says
 * nothing about the caller, and often when many calls fail at once.
 */
@SuppressWarnings("serial")
public class MemcachedException extends RuntimeException {

	private final Reason reason;

	public MemcachedException(Reason reason, String message) {
		this(reason, message, null);
	}

	public MemcachedException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.reason = reason;
	}

	/**
	 * Returns the kind of failure, which is coarse enough to count by.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The kinds of failure.
	 */
	public enum Reason {

		/**
		 * The server did not answer within the operation timeout. A write may or may not
		 * have happened.
		 */
		TIMEOUT,

		/**
		 * There is no connection to the server, or it was lost while waiting. A write may
		 * or may not have happened in the second case.
		 */
		DISCONNECTED,

		/**
		 * Client and server do not accept each other, such as for a wrong password.
		 * Nothing was done.
		 */
		REFUSED,

		/**
		 * The client has been closed, as the application ends. A write may or may not
		 * have happened.
		 */
		CLOSED,

		/**
		 * The node's circuit breaker is open, so that nothing was sent.
		 */
		BREAKER_OPEN,

		/**
		 * The server refused the command or answered something unintelligible.
		 */
		PROTOCOL,

		/**
		 * The server does not know the command.
		 */
		UNSUPPORTED,

		/**
		 * The command was refused by the client before sending, for example because of an
		 * illegal key.
		 */
		REJECTED

	}

}
