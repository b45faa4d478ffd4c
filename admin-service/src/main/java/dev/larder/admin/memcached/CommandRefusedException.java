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
 * A server answered a command with {@code ERROR}, {@code CLIENT_ERROR} or
 * {@code SERVER_ERROR}: it does not know it, does not allow it, or could not carry it
 * out.
 */
public class CommandRefusedException extends MemcachedException {

	private static final long serialVersionUID = 1L;

	private final String answer;

	CommandRefusedException(String message, String answer) {
		super(message, null);
		this.answer = answer;
	}

	/**
	 * Returns the server's own words.
	 * @return the line it answered
	 */
	public String answer() {
		return this.answer;
	}

}
