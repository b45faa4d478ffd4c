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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to {@code stats}: lines {@code STAT name value}, then {@code END}.
 */
final class StatsReply {

	/**
	 * Ten lines for each of 6,000 connections, the most talkative group.
	 */
	private static final int MAX_LINES = 60_000;

	private StatsReply() {
	}

	/**
	 * Asks for a group and reads the answer.
	 * @return the values by name, in the server's order
	 */
	static Map<String, String> read(AdminConnection connection, StatsGroup group) {
		connection.send(group.command().getBytes(StandardCharsets.US_ASCII));
		Map<String, String> stats = new LinkedHashMap<>();
		for (String line = connection.readLine(); !line.equals("END"); line = connection.readLine()) {
			String[] parts = line.split(" ", 3);
			if (parts.length < 2 || !parts[0].equals("STAT") || stats.size() == MAX_LINES) {
				throw new UnexpectedAnswerException(
						"The answer to '" + group.command() + "' is not a list of statistics");
			}
			stats.put(parts[1], (parts.length == 3) ? parts[2] : "");
		}
		return Collections.unmodifiableMap(stats);
	}

}
