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

import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip stream, as far as it is there and within bounds.
 *
 * @param bytes the content, whose whole length is not known if it is not complete
 * @param note the reason why something is missing, or {@code null} if nothing is
 */
record Unzipped(Bytes bytes, @Nullable String note) {

	/**
	 * The greatest length of the content, in bytes.
	 */
	static final int MAX_LENGTH = 1024 * 1024;

	/**
	 * The greatest number of bytes that one may stand for.
	 */
	private static final int MAX_RATIO = 100;

	static Unzipped of(byte[] stream) {
		int limit = (int) Math.min(MAX_LENGTH, (long) stream.length * MAX_RATIO);
		ByteArrayOutputStream content = new ByteArrayOutputStream(Math.min(limit, 8192));
		byte[] buffer = new byte[8192];
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(stream))) {
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				content.write(buffer, 0, Math.min(count, limit - content.size()));
				if (content.size() == limit) {
					return beginning(content, "Unpacked only in part, as more may be a decompression bomb");
				}
			}
			return new Unzipped(new Bytes(content.toByteArray(), content.size()), null);
		}
		catch (IOException ex) {
			return beginning(content, "The compressed data is damaged or cut");
		}
	}

	private static Unzipped beginning(ByteArrayOutputStream content, String note) {
		return new Unzipped(new Bytes(content.toByteArray(), content.size() + 1L), note);
	}

}
