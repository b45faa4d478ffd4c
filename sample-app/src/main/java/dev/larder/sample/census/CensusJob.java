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
package dev.larder.sample.census;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Changes a city as a script would that knows the table and memcached, and not that
 * instances have copies in their memory: with an update in SQL, and a delete of the item.
 * Nothing is announced, so that an instance with a copy gives it away until that has
 * expired.
 */
@Service
class CensusJob {

	private static final int TIMEOUT_MILLIS = 1000;

	private final JdbcClient jdbcClient;

	private final List<String> servers;

	private final String prefix;

	CensusJob(JdbcClient jdbcClient, @Value("${larder.mode}") String mode,
			@Value("${larder.memcached.servers}") List<String> servers, @Value("${larder.key-prefix}") String prefix) {
		this.jdbcClient = jdbcClient;
		this.servers = mode.equals("local") ? List.of() : servers;
		this.prefix = prefix;
	}

	/** Returns the changed city, or nothing if there is none. */
	Optional<CountedCity> enter(long id, long population) {
		int rows = this.jdbcClient.sql("update city set population = :population where id = :id")
			.param("population", population)
			.param("id", id)
			.update();
		if (rows == 0) {
			return Optional.empty();
		}
		String item = this.prefix + ":cities:long~" + id;
		// It does not know either which server has it
		boolean deleted = this.servers.stream().map((server) -> delete(server, item)).toList().contains(true);
		return Optional.of(new CountedCity(id, population, deleted ? item : ""));
	}

	private static boolean delete(String server, String item) {
		String[] parts = server.split(":", -1);
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), TIMEOUT_MILLIS);
			socket.getOutputStream().write(("delete " + item + "\r\n").getBytes(StandardCharsets.US_ASCII));
			String answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
			return "DELETED".equals(answer);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
