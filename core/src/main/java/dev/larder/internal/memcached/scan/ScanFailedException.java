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

import org.jspecify.annotations.Nullable;

/**
 * A server did not list its keys. It has no stack trace: what matters is what the server
 * said.
 */
@SuppressWarnings("serial")
public class ScanFailedException extends RuntimeException {

	private final Reason reason;

	ScanFailedException(Reason reason, String message) {
		this(reason, message, null);
	}

	ScanFailedException(IOException cause) {
		this(Reason.DISCONNECTED, cause.toString(), cause);
	}

	private ScanFailedException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.reason = reason;
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * The reasons of a server for not listing its keys.
	 */
	public enum Reason {

		/**
		 * The server cannot, or is configured not to: another attempt has the same end.
		 */
		REFUSED,

		/**
		 * The server is busy with another scan, which usually takes less than a second.
		 */
		BUSY,

		/**
		 * There is no connection, or it was lost, or nothing came for too long.
		 */
		DISCONNECTED

	}

}
