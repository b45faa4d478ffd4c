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
package dev.larder.internal.store;

import java.util.Locale;

/**
 * The reasons why an operation of a backend failed.
 */
public enum ErrorReason {

	/**
	 * The server did not answer in time.
	 */
	TIMEOUT,

	/**
	 * There was no connection to the server, or it was lost.
	 */
	DISCONNECTED,

	/**
	 * The server is left alone, as it did not answer before.
	 */
	BREAKER_OPEN,

	/**
	 * The server refused the operation, or its answer was not understood.
	 */
	PROTOCOL,

	/**
	 * The item that was found could not be read.
	 */
	UNREADABLE,

	/**
	 * The cache could not be cleared on a server, or not in time.
	 */
	NOT_CLEARED,

	/**
	 * Anything else.
	 */
	OTHER;

	/**
	 * Returns the name of the reason in meters and reports.
	 * @return the name, in lower case
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
