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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.internal.value.ValueWriter;
import dev.larder.internal.value.ValueWriter.WrittenValue;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;

/**
 * Writes and reads what follows the header of an entry: the value, serialized and maybe
 * compressed. A compressed value is preceded by its inflated length, so that a bound can
 * be applied before anything is allocated.
 */
final class Payloads {

	private final ValueWriter writer;

	private final Map<Integer, ValueSerializer> readers;

	private final CompressionSettings settings;

	private final int maxSize;

	private final Map<Compression, Compressor> compressors = new EnumMap<>(
			Map.of(Compression.LZ4, new Lz4Compressor(), Compression.GZIP, new GzipCompressor()));

	Payloads(ValueWriter writer, Collection<? extends ValueSerializer> readers, CompressionSettings settings,
			int maxSize) {
		this.writer = writer;
		this.readers = byFormat(writer, readers);
		this.settings = settings;
		this.maxSize = maxSize;
	}

	private static Map<Integer, ValueSerializer> byFormat(ValueWriter writer,
			Collection<? extends ValueSerializer> readers) {
		Map<Integer, ValueSerializer> result = new HashMap<>();
		readers.forEach((reader) -> result.put(checkedFormat(reader), reader));
		writer.serializers().forEach((serializer) -> result.put(checkedFormat(serializer), serializer));
		return Map.copyOf(result);
	}

	private static int checkedFormat(ValueSerializer serializer) {
		int format = serializer.format();
		Assert.isTrue(format >= 0 && format < 32, () -> "The format number of " + serializer.getClass().getName()
				+ " must be from 0 to 31, but is " + format);
		return format;
	}

	/**
	 * Returns the number of the serializer that is preferred.
	 */
	int format() {
		return this.writer.serializers().get(0).format();
	}

	WrittenValue write(Object value) {
		try {
			return this.writer.write(value);
		}
		catch (SerializationException ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			throw new SerializationException("Cannot write a value of type " + value.getClass().getName(), ex);
		}
	}

	/**
	 * Compresses a serialized value.
	 * @return the compressed bytes, or {@code null} if the value is to stay as it is
	 */
	byte @Nullable [] compress(byte[] value) {
		return this.settings.appliesTo(value) ? compressor(this.settings.algorithm()).compress(value) : null;
	}

	Compression compression() {
		return this.settings.algorithm();
	}

	DecodedEntry read(EntryHeader header) {
		int format = WireFlags.format(header.flags());
		ValueSerializer reader = this.readers.get(format);
		if (reader == null) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "serializer " + format);
		}
		Compression compression = WireFlags.compression(header.flags());
		if (compression == null) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "compression " + WireFlags.compression(header.flags()));
		}
		return (compression == Compression.NONE) ? ValueReader.read(reader, header, header.data(), header.payload())
				: inflate(reader, header, compressor(compression));
	}

	private DecodedEntry inflate(ValueSerializer reader, EntryHeader header, Compressor compressor) {
		byte[] data = header.data();
		ByteBuffer source = ByteBuffer.wrap(data).position(header.payload());
		try {
			long length = Varint.read(source);
			if (length < 0 || length > this.maxSize) {
				return new Unreadable(Reason.TOO_LARGE, Long.toUnsignedString(length) + " bytes inflated");
			}
			byte[] value = compressor.inflate(data, source.position(), (int) length);
			return (value != null) ? ValueReader.read(reader, header, value, 0) : new Unreadable(Reason.CORRUPT, null);
		}
		catch (BufferUnderflowException ex) {
			return new Unreadable(Reason.CORRUPT, null);
		}
	}

	private Compressor compressor(Compression compression) {
		return Objects.requireNonNull(this.compressors.get(compression));
	}

}
