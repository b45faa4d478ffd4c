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
package dev.larder.admin.cluster;

import java.util.Base64;

import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the key of a request.
 */
public final class KeyReference {

	private KeyReference() {
	}

	/**
	 * Returns the key that is given in one of two ways.
	 * @param key the key as text, or {@code null}
	 * @param keyBase64 the key in base64, or {@code null}
	 * @return the key
	 * @throws ApiException if there is none, or it is none that memcached could hold
	 */
	public static ItemKey of(@Nullable String key, @Nullable String keyBase64) {
		try {
			if (key != null && keyBase64 == null) {
				return ItemKey.ofText(key);
			}
			if (keyBase64 != null && key == null) {
				return ItemKey.ofBytes(decode(keyBase64));
			}
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(ProblemCode.INVALID_KEY, String.valueOf(ex.getMessage()));
		}
		throw new ApiException(ProblemCode.INVALID_KEY,
				"Give the key, either as text ('key') or in base64 ('keyBase64')");
	}

	private static byte[] decode(String base64) {
		try {
			return Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The key is not valid base64", ex);
		}
	}

}
