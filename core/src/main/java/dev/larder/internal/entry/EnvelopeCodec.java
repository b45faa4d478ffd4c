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
import java.util.Objects;
import java.util.UUID;

import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

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

	private final Payloads payloads;

	private final int maxSize;

	/**
	 * Creates a codec.
	 * @param writer the serializer of new values
	 * @param readers more serializers whose values can be read, such as that of an
	 * earlier configuration
	 * @param compression what is compressed, and how; whatever was compressed can be read
	 * @param maxSize the size of an item, and of an inflated value, above which nothing
	 * is read, in bytes
	 */
	public EnvelopeCodec(ValueSerializer writer, Collection<? extends ValueSerializer> readers,
			CompressionSettings compression, int maxSize) {
		this(ValueWriter.trusting(writer), readers, compression, maxSize);
	}

	/**
	 * Creates a codec.
	 * @param writer writes values
	 * @param readers more serializers whose values can be read, such as that of an
	 * earlier configuration
	 * @param compression how values are compressed; whatever is compressed can be read
	 * @param maxSize the size of an item, and of an inflated value, above which nothing
	 * is read, in bytes
	 */
	public EnvelopeCodec(ValueWriter writer, Collection<? extends ValueSerializer> readers,
			CompressionSettings compression, int maxSize) {
		Assert.notNull(writer, "'writer' must not be null");
		Assert.notNull(readers, "'readers' must not be null");
		Assert.notNull(compression, "'compression' must not be null");
		Assert.isTrue(maxSize > 0, "'maxSize' must be positive");
		this.payloads = new Payloads(writer, readers, compression, maxSize);
		this.maxSize = maxSize;
	}

	@Override
	public boolean hasHeaders() {
		return true;
	}

	@Override
	public EncodedEntry encode(Entry entry, EncodedKey key) {
		Object value = entry.get();
		Envelope envelope = new Envelope((value != null) ? Envelope.VALUE : Envelope.NULL, entry.generation(),
				entry.writtenAt(), entry.freshUntil(), entry.loadMillis(), key.original());
		if (value == null) {
			return seal(Compression.NONE, this.payloads.format(), envelope.write(0));
		}
		WrittenValue written = this.payloads.write(value);
		byte[] payload = written.data();
		int format = written.serializer().format();
		if (payload.length > this.maxSize) {
			throw new SerializationException("A value of " + payload.length
					+ " bytes would not be read again, as more than " + this.maxSize + " are not inflated");
		}
		byte[] compressed = this.payloads.compress(payload);
		if (compressed == null) {
			return seal(Compression.NONE, format, envelope.write(payload.length).put(payload));
		}
		ByteBuffer target = envelope.write(Varint.length(payload.length) + compressed.length);
		Varint.write(target, payload.length);
		return seal(this.payloads.compression(), format, target.put(compressed));
	}

	@Override
	public EncodedEntry encode(Lease lease, EncodedKey key) {
		Envelope envelope = new Envelope(Envelope.LEASE, lease.generation(), lease.writtenAt(), lease.until(), 0,
				key.original());
		UUID token = lease.token();
		if (token == null) {
			return seal(Compression.NONE, this.payloads.format(), envelope.write(0));
		}
		ByteBuffer target = envelope.write(TOKEN_LENGTH);
		target.putLong(token.getMostSignificantBits()).putLong(token.getLeastSignificantBits());
		return seal(Compression.NONE, this.payloads.format(), target);
	}

	@SuppressWarnings("ByteBufferBackingArray") // allocated by Envelope.write, to its
												// very end
	private EncodedEntry seal(Compression compression, int format, ByteBuffer item) {
		long flags = WireFlags.of(compression, format);
		Envelope.seal(flags, item.array());
		return new EncodedEntry(flags, item.array());
	}

	@Override
	public DecodedHeader readHeader(long flags, byte[] data, @Nullable EncodedKey key) {
		if (!WireFlags.isLarder(flags)) {
			return new Unreadable(Reason.FOREIGN, null);
		}
		if (WireFlags.version(flags) != WireFlags.VERSION) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "version " + WireFlags.version(flags));
		}
		if (data.length > this.maxSize) {
			return new Unreadable(Reason.TOO_LARGE, data.length + " bytes");
		}
		ByteBuffer source = ByteBuffer.wrap(data);
		Envelope envelope = Envelope.isIntact(flags, data) ? Envelope.read(source) : null;
		if (envelope == null) {
			return new Unreadable(Reason.CORRUPT, null);
		}
		if (key != null && !Objects.equals(key.original(), envelope.key())) {
			return new Unreadable(Reason.KEY_MISMATCH, envelope.key());
		}
		return read(flags, envelope, data, source);
	}

	private static DecodedHeader read(long flags, Envelope envelope, byte[] data, ByteBuffer source) {
		if (envelope.kind() == Envelope.LEASE) {
			if (source.hasRemaining() && source.remaining() != TOKEN_LENGTH) {
				return new Unreadable(Reason.CORRUPT, null);
			}
			UUID token = source.hasRemaining() ? new UUID(source.getLong(), source.getLong()) : null;
			return new Lease(token, envelope.generation(), envelope.writtenAt(), envelope.until());
		}
		boolean holdsNull = envelope.kind() == Envelope.NULL;
		if (holdsNull && source.hasRemaining()) {
			return new Unreadable(Reason.CORRUPT, null);
		}
		return new EntryHeader(flags, holdsNull, envelope.generation(), envelope.writtenAt(), envelope.until(),
				envelope.loadMillis(), envelope.key(), data, source.position());
	}

	@Override
	public DecodedEntry readEntry(EntryHeader header) {
		return header.holdsNull() ? header.withValue(null) : this.payloads.read(header);
	}

}
