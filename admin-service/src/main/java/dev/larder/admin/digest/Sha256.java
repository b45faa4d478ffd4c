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

package dev.larder.admin.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256. Immutable.
 */
public final class Sha256 {

	private static final int SHORT_BYTES = 8;

	private final byte[] digest;

	private Sha256(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * Returns the SHA-256 of bytes.
	 * @param bytes the bytes
	 * @return their SHA-256
	 */
	public static Sha256 of(byte[] bytes) {
		return new Sha256(begin().digest(bytes));
	}

	/**
	 * Returns the SHA-256 of a text in UTF-8.
	 * @param text the text
	 * @return its SHA-256
	 */
	public static Sha256 of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the SHA-256 of what a digest was given.
	 * @param digest the digest, which begins anew
	 * @return the SHA-256
	 */
	public static Sha256 of(MessageDigest digest) {
		return new Sha256(digest.digest());
	}

	/**
	 * Returns a digest for what comes in pieces.
	 * @return the digest
	 */
	public static MessageDigest begin() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns all of it.
	 * @return 64 hexadecimal digits
	 */
	public String hex() {
		return HexFormat.of().formatHex(this.digest);
	}

	/**
	 * Returns enough to recognize something by.
	 * @return the first 16 hexadecimal digits
	 */
	public String shortHex() {
		return HexFormat.of().formatHex(this.digest, 0, SHORT_BYTES);
	}

}
