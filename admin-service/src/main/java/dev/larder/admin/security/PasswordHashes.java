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
package dev.larder.admin.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The password hashes that may be configured: those that are slow to try. Plain text is
 * none of them.
 */
final class PasswordHashes {

	static final String EXAMPLE = "'{bcrypt}$2a$10$...' (quoted, in YAML), made for example with"
			+ " 'htpasswd -nBC 10 \"\"' from the package apache2-utils";

	private static final String BCRYPT = "bcrypt";

	private static final int MIN_BCRYPT_STRENGTH = 4;

	/**
	 * Some four seconds a login.
	 */
	private static final int MAX_BCRYPT_STRENGTH = 16;

	private static final Pattern PREFIXED = Pattern.compile("^\\{([^}]*)}(.*)$", Pattern.DOTALL);

	private static final Pattern BCRYPT_HASH = Pattern.compile("\\$2[abxy]?\\$(\\d{2})\\$[./A-Za-z0-9]{53}");

	private final Map<String, PasswordEncoder> encoders = new LinkedHashMap<>();

	PasswordHashes() {
		this.encoders.put(BCRYPT, new BCryptPasswordEncoder());
		Argon2PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
		SCryptPasswordEncoder scrypt = SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8();
		// These hashes hold their parameters, so that one encoder checks old and new ones
		this.encoders.put("argon2", argon2);
		this.encoders.put("argon2@SpringSecurity_v5_8", argon2);
		this.encoders.put("scrypt", scrypt);
		this.encoders.put("scrypt@SpringSecurity_v5_8", scrypt);
		this.encoders.put("pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
	}

	PasswordEncoder encoder() {
		return new DelegatingPasswordEncoder(BCRYPT, this.encoders);
	}

	/**
	 * Hashes a password.
	 * @param algorithm how
	 * @param password the password
	 * @return the hash, without the algorithm before it
	 */
	String encode(String algorithm, String password) {
		PasswordEncoder encoder = this.encoders.get(algorithm);
		Assert.notNull(encoder, () -> "There is no algorithm '" + algorithm + "'");
		return String.valueOf(encoder.encode(password));
	}

	/**
	 * Requires a hash.
	 * @param password what is configured; never part of the message
	 * @throws IllegalArgumentException if that is something else
	 */
	void require(String password) {
		Matcher matcher = PREFIXED.matcher(password);
		Assert.isTrue(matcher.matches(),
				"the password is plain text, not a hash with its algorithm in braces before it");
		String algorithm = matcher.group(1);
		Assert.isTrue(this.encoders.containsKey(algorithm), () -> "passwords cannot be hashed with '{" + algorithm
				+ "}' here, only with " + this.encoders.keySet());
		String hash = matcher.group(2);
		Assert.isTrue(!hash.isBlank(), "the hash after the algorithm is empty");
		if (algorithm.equals(BCRYPT)) {
			requireBcrypt(hash);
		}
		requireReadable(algorithm, hash);
	}

	/**
	 * Returns what decides how long it takes to check a password: the algorithm, and the
	 * parameters that the hash holds.
	 * @param password a hash with its algorithm before it
	 * @return the same text for hashes that take equally long
	 */
	static String kind(String password) {
		int end = password.indexOf('}') + 1;
		String algorithm = password.substring(0, end);
		String hash = password.substring(end);
		String[] parts = StringUtils.delimitedListToStringArray(hash, "$");
		// In bcrypt the strength is the second part after the "$" at the begin, in scrypt
		// the parameters are the first, in argon2 the third. What follows is the salt
		if (algorithm.startsWith("{bcrypt") && parts.length > 2) {
			return algorithm + parts[2];
		}
		if (algorithm.startsWith("{scrypt") && parts.length > 1) {
			return algorithm + parts[1];
		}
		if (algorithm.startsWith("{argon2") && parts.length > 3) {
			return algorithm + parts[1] + parts[2] + parts[3];
		}
		return algorithm;
	}

	private static void requireBcrypt(String hash) {
		Matcher matcher = BCRYPT_HASH.matcher(hash);
		Assert.isTrue(matcher.matches(),
				"what follows {bcrypt} is not a hash of bcrypt, which is '$2a$', two digits, '$' and 53 characters");
		int strength = Integer.parseInt(matcher.group(1));
		Assert.isTrue(strength >= MIN_BCRYPT_STRENGTH && strength <= MAX_BCRYPT_STRENGTH,
				() -> "the hash of bcrypt has the strength " + strength + ", which is not from " + MIN_BCRYPT_STRENGTH
						+ " to " + MAX_BCRYPT_STRENGTH);
	}

	/**
	 * A hash that cannot be read would fail at each login; one that takes very much
	 * memory or time would be a way to bring the service down.
	 */
	private void requireReadable(String algorithm, String hash) {
		PasswordEncoder encoder = this.encoders.get(algorithm);
		boolean readable;
		try {
			readable = encoder != null && !encoder.matches("", hash);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			readable = false;
		}
		Assert.isTrue(readable, () -> "what follows {" + algorithm + "} is no hash of that algorithm, or one of an"
				+ " empty password");
	}

}
