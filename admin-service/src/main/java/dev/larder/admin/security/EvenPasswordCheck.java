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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks passwords so that the time of a failure does not tell whether there is a user of
 * that name. Hashes of different kinds take different times; a password that is wrong is
 * therefore hashed once with each kind that is configured, for a user of any kind and for
 * a name that is unknown. Only somebody with the right password is answered sooner. Safe
 * for use by several threads.
 */
final class EvenPasswordCheck {

	private final PasswordEncoder encoder;

	/**
	 * A hash of each kind.
	 */
	private final Map<String, String> examples = new LinkedHashMap<>();

	EvenPasswordCheck(PasswordEncoder encoder, Collection<String> hashes) {
		this.encoder = encoder;
		hashes.forEach((hash) -> this.examples.putIfAbsent(PasswordHashes.kind(hash), hash));
	}

	/**
	 * Returns whether a password is the right one.
	 * @param password the password
	 * @param hash the hash of the right one, or {@code null} if there is no such user
	 * @return whether it is
	 */
	boolean matches(String password, @Nullable String hash) {
		if (hash != null && this.encoder.matches(password, hash)) {
			return true;
		}
		String done = (hash != null) ? PasswordHashes.kind(hash) : null;
		this.examples.forEach((kind, example) -> {
			if (!kind.equals(done)) {
				this.encoder.matches(password, example);
			}
		});
		return false;
	}

}
