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

/**
 * The statistics a server gives on request.
 */
public enum StatsGroup {

	/**
	 * Counters of the whole server.
	 */
	GENERAL("stats"),

	/**
	 * What the server was started with.
	 */
	SETTINGS("stats settings"),

	/**
	 * Memory by slab class.
	 */
	SLABS("stats slabs"),

	/**
	 * Items by slab class.
	 */
	ITEMS("stats items"),

	/**
	 * The open connections.
	 */
	CONNECTIONS("stats conns");

	private final String command;

	StatsGroup(String command) {
		this.command = command;
	}

	String command() {
		return this.command;
	}

}
