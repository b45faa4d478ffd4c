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
package dev.larder.connection;

import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;

/**
 * A name and a password for memcached servers that have a file of them (their option
 * {@code -Y}). The password is never part of {@link #toString()}.
 *
 * @param username the name, without spaces, colons and line ends
 * @param password the password, without spaces and line ends
 */
public record Credentials(String username, String password) {

	// What the server reads them with: a space parts them, and its file is made of lines
	private static final String SEPARATORS = " \r\n\0";

	public Credentials {
		Assert.isTrue(isLegalUsername(username),
				"A user name of memcached must not be empty, and have neither spaces nor colons nor line ends");
		Assert.isTrue(isLegalPassword(password),
				"A password of memcached must not be empty, and have neither spaces nor line ends");
	}

	/**
	 * Returns whether memcached could know a user name.
	 * @param username the name
	 * @return whether the protocol and the server's file can carry it
	 */
	public static boolean isLegalUsername(String username) {
		return isLegalPassword(username) && username.indexOf(':') < 0;
	}

	/**
	 * Returns whether memcached could know a password.
	 * @param password the password
	 * @return whether the protocol and the server's file can carry it
	 */
	public static boolean isLegalPassword(String password) {
		return !password.isEmpty() && password.chars().noneMatch((c) -> SEPARATORS.indexOf(c) >= 0)
				&& StandardCharsets.UTF_8.newEncoder().canEncode(password);
	}

	@Override
	public String toString() {
		return "Credentials[username=" + this.username + "]";
	}

}
