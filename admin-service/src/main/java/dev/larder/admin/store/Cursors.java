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

package dev.larder.admin.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down where the next page begins, signed so that only what was written here is
 * read. All instances of the service that share a database share the secret. Safe for use
 * by several threads.
 */
@Component
public class Cursors {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SIGNATURE_LENGTH = 16;

	private static final int MAX_LENGTH = 4096;

	private final SecretKeySpec secret;

	Cursors(JdbcClient jdbc) {
		this.secret = new SecretKeySpec(secret(jdbc), ALGORITHM);
	}

	private static byte[] secret(JdbcClient jdbc) {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		try {
			jdbc.sql("insert into secret (name, content) select 'cursors', :content"
					+ " where not exists (select 1 from secret where name = 'cursors')")
				.param("content", Base64.getEncoder().encodeToString(random))
				.update();
		}
		catch (DuplicateKeyException ex) {
			// Another instance was quicker
		}
		String content = jdbc.sql("select content from secret where name = 'cursors'").query(String.class).single();
		return Base64.getDecoder().decode(content);
	}

	/**
	 * Writes a cursor.
	 * @param list which list it is for
	 * @param position where the next page begins
	 * @return the cursor, fit for a URL
	 */
	public String write(String list, String position) {
		byte[] text = position.getBytes(StandardCharsets.UTF_8);
		byte[] cursor = Arrays.copyOf(signature(list, text), SIGNATURE_LENGTH + text.length);
		System.arraycopy(text, 0, cursor, SIGNATURE_LENGTH, text.length);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
	}

	/**
	 * Reads a cursor.
	 * @param list which list it must be for
	 * @param cursor the cursor
	 * @return where the next page begins
	 * @throws ApiException if the cursor was not written here, or for another list
	 */
	public String read(String list, String cursor) {
		byte[] bytes = decode(cursor);
		if (bytes.length > SIGNATURE_LENGTH) {
			byte[] text = Arrays.copyOfRange(bytes, SIGNATURE_LENGTH, bytes.length);
			byte[] signature = Arrays.copyOf(bytes, SIGNATURE_LENGTH);
			if (MessageDigest.isEqual(signature, Arrays.copyOf(signature(list, text), SIGNATURE_LENGTH))) {
				return new String(text, StandardCharsets.UTF_8);
			}
		}
		throw new ApiException(ProblemCode.BAD_REQUEST,
				"The cursor is none of this list: take it from 'next' of the page before");
	}

	private static byte[] decode(String cursor) {
		try {
			return (cursor.length() <= MAX_LENGTH) ? Base64.getUrlDecoder().decode(cursor) : new byte[0];
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private byte[] signature(String list, byte[] text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			mac.update(list.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			return mac.doFinal(text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
