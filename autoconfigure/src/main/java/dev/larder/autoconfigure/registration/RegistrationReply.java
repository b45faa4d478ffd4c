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
package dev.larder.autoconfigure.registration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the admin service answered. Its few members are read without a library for JSON,
 * which an application need not have.
 *
 * @param status the HTTP status
 * @param body the beginning of the body
 */
record RegistrationReply(int status, String body) {

	private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([A-Za-z0-9-]{1,64})\"");

	private static final Pattern TIME = Pattern.compile("\"renewWithinMs\"\\s*:\\s*(\\d{1,9})\\b");

	private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,400})");

	/**
	 * Returns the id of the registration.
	 * @return the id, or {@code null} if the instance is not registered
	 */
	@Nullable String id() {
		return (this.status == 200 || this.status == 201) ? first(ID) : null;
	}

	/**
	 * Returns how soon the registration must be renewed.
	 * @return the time, or {@code null} if that is not said
	 */
	@Nullable Duration renewWithin() {
		String millis = first(TIME);
		return (millis != null) ? Duration.ofMillis(Long.parseLong(millis)) : null;
	}

	/**
	 * Returns why the instance is not registered, fit for a log.
	 * @return the reason, and what to do if that is known
	 */
	String reason() {
		if (this.status == 401) {
			return "the token is unknown, expired or revoked; make another for a user with the role 'registrar'";
		}
		String detail = first(DETAIL);
		if (detail != null) {
			return "HTTP " + this.status + ", " + detail.replaceAll("\\\\(.)", "$1").replaceAll("[^\\x20-\\x7e]", "?");
		}
		return "HTTP " + this.status + "; is that the URL of an admin service?";
	}

	private @Nullable String first(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.body);
		return matcher.find() ? matcher.group(1) : null;
	}

}
