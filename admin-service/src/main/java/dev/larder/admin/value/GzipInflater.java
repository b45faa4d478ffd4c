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
 * Unpacks gzip within bounds that a small value cannot be made to exceed.
 */
final class GzipInflater {

	static final int MAX_LENGTH = 1024 * 1024;

	static final int MAX_RATIO = 100;

	private GzipInflater() {
	}

	static Result inflate(byte[] bytes) {
		int limit = (int) Math.min(MAX_LENGTH, (long) bytes.length * MAX_RATIO);
		ByteArrayOutputStream output = new ByteArrayOutputStream(Math.min(limit, 8192));
		byte[] buffer = new byte[8192];
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				output.write(buffer, 0, Math.min(count, limit - output.size()));
				if (output.size() == limit) {
					return new Result(output.toByteArray(), false,
							"Unpacked only to " + limit + " bytes, as more may be a decompression bomb");
				}
			}
			return new Result(output.toByteArray(), true, null);
		}
		catch (IOException ex) {
			return new Result(output.toByteArray(), false, "The compressed data is damaged or cut");
		}
	}

	/**
	 * What came out.
	 */
	static final class Result {

		private final byte[] bytes;

		private final boolean complete;

		private final @Nullable String note;

		Result(byte[] bytes, boolean complete, @Nullable String note) {
			this.bytes = bytes;
			this.complete = complete;
			this.note = note;
		}

		byte[] bytes() {
			return this.bytes;
		}

		boolean isComplete() {
			return this.complete;
		}

		/**
		 * Returns why something is missing, or {@code null} if nothing is.
		 */
		@Nullable String note() {
			return this.note;
		}

	}

}
