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

package dev.larder.admin.token;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import dev.larder.admin.digest.Sha256;

/**
 * What a program sends. It is random enough that a fast digest keeps it: there is nothing
 * to guess.
 *
 * @param text the token
 */
record TokenSecret(String text) {

	private static final String PREFIX = "larder_";

	private static final int BYTES = 32;

	private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

	/**
	 * Makes a token.
	 * @return one that nobody has had, or can guess
	 */
	static TokenSecret next() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	/**
	 * Returns whether the text can be a token at all.
	 * @return whether it has the form of one
	 */
	boolean isWellFormed() {
		return FORM.matcher(this.text).matches();
	}

	/**
	 * Returns what is kept of the token.
	 * @return its SHA-256 as hexadecimal digits
	 */
	String digest() {
		return Sha256.of(this.text).hex();
	}

	@Override
	public String toString() {
		return PREFIX + "...";
	}

}
