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

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.larder.internal.entry.EntryHeader.Kind;
import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.internal.value.ValueWriter;
import dev.larder.internal.value.ValueWriter.WrittenValue;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;

/**
 * Writes entries in Larder's own format, version 1: a header with a checksum, and the
 * value as its serializer wrote it, compressed where that helps. The format is specified
 * in {@code docs/values.md}.
 */
public final class EnvelopeCodec implements EntryCodec {

	/**
	 * The usual size of an item, and of an inflated value, above which nothing is read:
	 * 16 MiB.
	 */
	public static final int DEFAULT_MAX_SIZE = 16 * 1024 * 1024;

	private static final int TOKEN_LENGTH = 16;

	private final ValueWriter writer;

	/**
	 * The format of the preferred serializer, which items without a value name too.
	 */
	private final int format;

	private final Map<Integer, ValueSerializer> readers;

	private final CompressionSettings compression;

	private final int maxSize;

	/**
	 * Creates a codec.
	 * @param writer the serializer of new values
	 * @param readers more serializers whose values can be read, such as that of an
	 * earlier configuration
	 * @param compression the compression of new values; whatever was compressed can be
	 * read
	 * @param maxSize the size of an item, and of an inflated value, above which nothing
	 * is read, in bytes
	 */
	public EnvelopeCodec(ValueSerializer writer, Collection<? extends ValueSerializer> readers,
			CompressionSettings compression, int maxSize) {
		this(ValueWriter.trusting(writer), readers, compression, maxSize);
	}

	/**
	 * Creates a codec.
	 * @param writer the writer of new values
	 * @param readers more serializers whose values can be read, such as that of an
	 * earlier configuration
	 * @param compression the compression of new values; whatever was compressed can be
	 * read
	 * @param maxSize the size of an item, and of an inflated value, above which nothing
	 * is read, in bytes
	 */
	public EnvelopeCodec(ValueWriter writer, Collection<? extends ValueSerializer> readers,
			CompressionSettings compression, int maxSize) {
		Assert.notNull(writer, "'writer' must not be null");
		Assert.notNull(readers, "'readers' must not be null");
		Assert.notNull(compression, "'compression' must not be null");
		Assert.isTrue(maxSize > 0, "'maxSize' must be positive");
		this.writer = writer;
		this.format = writer.serializers().get(0).format();
		this.readers = byFormat(writer, readers);
		this.compression = compression;
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

	@Override
	public boolean hasHeaders() {
		return true;
	}

	@Override
	public Item encode(Entry entry, EncodedKey key) {
		EntryHeader header = EntryHeader.of(entry, key);
		Object value = entry.get();
		if (value == null) {
			return sealed(Compression.NONE, this.format, header.write(0));
		}
		WrittenValue written = write(value);
		byte[] payload = written.data();
		int format = written.serializer().format();
		if (payload.length > this.maxSize) {
			throw new SerializationException("A value of " + payload.length
					+ " bytes would not be read again, as more than " + this.maxSize + " are not inflated");
		}
		byte[] compressed = this.compression.compress(payload);
		if (compressed == null) {
			return sealed(Compression.NONE, format, header.write(payload.length).put(payload));
		}
		ByteBuffer target = header.write(Varint.length(payload.length) + compressed.length);
		Varint.write(target, payload.length);
		return sealed(this.compression.algorithm(), format, target.put(compressed));
	}

	private WrittenValue write(Object value) {
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
	 * Writes an entry without compression, so that the beginning of its item alone can be
	 * looked at.
	 * @param entry the entry, which may hold the bytes of its value
	 * @param key the key of the item
	 * @return the item, or {@code null} if the value cannot be written
	 */
	public @Nullable Item encodeUncompressed(Entry entry, EncodedKey key) {
		try {
			Item item = (entry.get() instanceof Item kept) ? kept : encode(entry, key);
			if (!(readHeader(item, null) instanceof EntryHeader header)
					|| !(Payload.of(item, header, this.maxSize) instanceof Payload payload)) {
				return null;
			}
			int length = payload.data().length - payload.offset();
			return sealed(Compression.NONE, WireFlags.format(item.flags()),
					header.write(length).put(payload.data(), payload.offset(), length));
		}
		catch (SerializationException ex) {
			return null;
		}
	}

	@Override
	public Item encode(Lease lease, EncodedKey key) {
		EntryHeader header = EntryHeader.of(lease, key);
		UUID token = lease.token();
		ByteBuffer target = header.write((token != null) ? TOKEN_LENGTH : 0);
		if (token != null) {
			target.putLong(token.getMostSignificantBits()).putLong(token.getLeastSignificantBits());
		}
		return sealed(Compression.NONE, this.format, target);
	}

	// The header allocated the buffer, to its very end
	@SuppressWarnings("ByteBufferBackingArray")
	private static Item sealed(Compression compression, int format, ByteBuffer data) {
		long flags = WireFlags.of(compression, format);
		EntryHeader.seal(flags, data.array());
		return new Item(flags, data.array());
	}

	@Override
	public Decoded readHeader(Item item, @Nullable EncodedKey key) {
		long flags = item.flags();
		if (!WireFlags.isLarder(flags)) {
			return new Unreadable(Reason.FOREIGN, null);
		}
		if (WireFlags.version(flags) != WireFlags.VERSION) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "version " + WireFlags.version(flags));
		}
		if (item.size() > this.maxSize || !item.hasData()) {
			return new Unreadable(Reason.TOO_LARGE, item.size() + " bytes");
		}
		EntryHeader header = EntryHeader.isIntact(item) ? EntryHeader.read(item.data()) : null;
		if (header == null) {
			return new Unreadable(Reason.CORRUPT, null);
		}
		if (key != null && !Objects.equals(key.original(), header.key())) {
			return new Unreadable(Reason.KEY_MISMATCH, header.key());
		}
		if (header.kind() == Kind.LEASE) {
			return lease(header, item.data());
		}
		return (header.kind() == Kind.VALUE || header.length() == item.size()) ? header
				: new Unreadable(Reason.CORRUPT, null);
	}

	private static Decoded lease(EntryHeader header, byte[] data) {
		ByteBuffer token = ByteBuffer.wrap(data).position(header.length());
		if (token.hasRemaining() && token.remaining() != TOKEN_LENGTH) {
			return new Unreadable(Reason.CORRUPT, null);
		}
		return new Lease(token.hasRemaining() ? new UUID(token.getLong(), token.getLong()) : null, header.generation(),
				header.writtenAt(), header.freshUntil());
	}

	@Override
	public Decoded readEntry(Item item, EntryHeader header) {
		if (header.kind() == Kind.NULL) {
			return header.withValue(null);
		}
		int format = WireFlags.format(item.flags());
		ValueSerializer reader = this.readers.get(format);
		if (reader == null) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "serializer " + format);
		}
		Decoded payload = Payload.of(item, header, this.maxSize);
		return (payload instanceof Payload value) ? value.read(reader, header) : payload;
	}

}
