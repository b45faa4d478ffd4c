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
package dev.larder.admin.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip within the bounds of {@link Inflated}.
 */
final class GzipInflater {

	private GzipInflater() {
	}

	static Inflated inflate(byte[] bytes) {
		int limit = Inflated.limit(bytes.length);
		ByteArrayOutputStream output = new ByteArrayOutputStream(Math.min(limit, 8192));
		byte[] buffer = new byte[8192];
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				output.write(buffer, 0, Math.min(count, limit - output.size()));
				if (output.size() == limit) {
					return new Inflated(output.toByteArray(), Inflated.BOMB);
				}
			}
			return new Inflated(output.toByteArray(), null);
		}
		catch (IOException ex) {
			return new Inflated(output.toByteArray(), Inflated.DAMAGED);
		}
	}

}
