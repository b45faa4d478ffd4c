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
package dev.larder.internal.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * GZIP, as the JDK has it.
 */
final class GzipCompressor implements Compressor {

	@Override
	public byte @Nullable [] compress(byte[] value) {
		ByteArrayOutputStream target = new ByteArrayOutputStream(value.length / 2 + 32);
		try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
			gzip.write(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (target.size() < value.length) ? target.toByteArray() : null;
	}

	@Override
	public byte @Nullable [] inflate(byte[] data, int offset, int length) {
		try (InputStream source = new GZIPInputStream(new ByteArrayInputStream(data, offset, data.length - offset))) {
			byte[] target = source.readNBytes(length);
			return (target.length == length && source.read() < 0) ? target : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
