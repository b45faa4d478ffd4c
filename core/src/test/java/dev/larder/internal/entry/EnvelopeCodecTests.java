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

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.sun.management.ThreadMXBean;
import dev.larder.entry.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeNotAllowedException;
import dev.larder.serializer.ValueSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EnvelopeCodec}.
 */
class EnvelopeCodecTests {

	private static final long NOW = 1_790_000_000_000L;

	private static final long GENERATION = 0xCAFEBABE_12345678L;

	private static final EncodedKey KEY = new EncodedKey("shop:products:a", null);

	private static final EncodedKey HASHED = new EncodedKey("shop:products:x~~hash",
			"shop:products:" + "x".repeat(300));

	private final ValueSerializer text = new RawSerializer(String.class);

	private final EnvelopeCodec codec = codec(CompressionSettings.NONE);

	@ParameterizedTest
	@ValueSource(longs = { NOW, NOW + 1, NOW + 86_400_000, NOW - 5, 0, Entry.NEVER })
	void readsAnEntryBack(long freshUntil) {
		Item encoded = this.codec.encode(Entry.of("value", GENERATION, NOW, freshUntil, 1234), KEY);
		Entry entry = entry(encoded, KEY);
		assertThat(entry.get()).isEqualTo("value");
		assertThat(List.of(entry.generation(), entry.writtenAt(), entry.freshUntil(), entry.loadMillis()))
			.containsExactly(GENERATION, NOW, freshUntil, 1234L);
	}

	@Test
	void readsACachedNullBack() {
		Entry entry = entry(this.codec.encode(Entry.of(null, GENERATION, NOW, NOW + 5, 0), HASHED), HASHED);
		assertThat(entry.get()).isNull();
		assertThat(entry.freshUntil()).isEqualTo(NOW + 5);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "00112233-4455-6677-8899-aabbccddeeff")
	void readsALeaseBack(UUID token) {
		Lease lease = new Lease(token, GENERATION, NOW, NOW + 30_000);
		Item encoded = this.codec.encode(lease, HASHED);
		assertThat(this.codec.readHeader(encoded, HASHED)).isEqualTo(lease);
	}

	@Test
	void tellsAHeaderWithoutReadingTheValue() {
		EnvelopeCodec codec = codec(reading((data) -> {
			throw new AssertionError("must not be read");
		}));
		Item encoded = codec.encode(Entry.of("value", GENERATION, NOW, NOW + 5, 7), KEY);
		EntryHeader header = (EntryHeader) codec.readHeader(encoded, KEY);
		assertThat(List.of(header.generation(), header.writtenAt(), header.freshUntil(), header.loadMillis()))
			.containsExactly(GENERATION, NOW, NOW + 5, 7L);
	}

	@Test
	void keepsTheHeaderSmall() {
		Item usual = this.codec.encode(Entry.of(null, GENERATION, NOW, NOW + 3_600_000, 200), KEY);
		Item extreme = this.codec.encode(Entry.of(null, -1, 1, (1L << 48) - 1, Long.MAX_VALUE), KEY);
		assertThat(usual.data()).hasSize(25);
		assertThat(extreme.data()).hasSize(31);
	}

	@Test
	void boundsTimesThatHaveNoPlace() {
		Entry entry = entry(this.codec.encode(Entry.of("x", 0, -1, Long.MAX_VALUE - 1, -1), KEY), KEY);
		assertThat(List.of(entry.writtenAt(), entry.freshUntil(), entry.loadMillis())).containsExactly(0L, Entry.NEVER,
				0L);
	}

	@Test
	void writesFlagsThatXmemcachedCanParse() {
		Item encoded = codec(new CompressionSettings(Compression.GZIP, 0))
			.encode(Entry.of("x".repeat(100), 0, NOW, NOW, 0), KEY);
		assertThat(encoded.flags()).isEqualTo(0x54C52140L).isLessThanOrEqualTo(Integer.MAX_VALUE);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 16, 0x54C51100L, 0x7FFFFFFFL, 0x80000000L, 0xD4C52100L, 0xFFFFFFFFL, -1L })
	void readsNothingWithForeignFlags(long flags) {
		Item encoded = encodedText();
		assertReason(this.codec.readHeader(new Item(flags, encoded.data()), KEY), Reason.FOREIGN);
	}

	@Test
	void readsNothingOfALaterVersion() {
		Item encoded = encodedText();
		assertReason(this.codec.readHeader(new Item(encoded.flags() + 0x100, encoded.data()), KEY),
				Reason.UNKNOWN_FORMAT);
	}

	@Test
	void readsNothingOfAnUnknownSerializer() {
		assertReason(resealed(encodedText().flags() | 31, encodedText().data()), Reason.UNKNOWN_FORMAT);
	}

	@Test
	void readsNothingOfAnUnknownCompression() {
		assertReason(resealed(encodedText().flags() | 7 << 5, encodedText().data()), Reason.UNKNOWN_FORMAT);
	}

	@Test
	void readsValuesOfASecondSerializer() {
		EnvelopeCodec codec = new EnvelopeCodec(reading((data) -> "other"), List.of(this.text),
				CompressionSettings.NONE, EnvelopeCodec.DEFAULT_MAX_SIZE);
		Item encoded = encodedText();
		EntryHeader header = (EntryHeader) codec.readHeader(encoded, KEY);
		assertThat(codec.readEntry(encoded, header)).isInstanceOfSatisfying(Entry.class,
				(entry) -> assertThat(entry.get()).isEqualTo("value"));
	}

	@Test
	void noticesEveryFlippedBit() {
		Item encoded = encodedText();
		for (int bit = 0; bit < encoded.data().length * 8; bit++) {
			byte[] data = encoded.data().clone();
			data[bit / 8] ^= (byte) (1 << bit % 8);
			assertReason(this.codec.readHeader(new Item(encoded.flags(), data), KEY), Reason.CORRUPT);
		}
	}

	@Test
	void noticesFlippedBitsOfTheFormat() {
		Item encoded = encodedText();
		for (int bit = 0; bit < 8; bit++) {
			assertReason(this.codec.readHeader(new Item(encoded.flags() ^ 1L << bit, encoded.data()), KEY),
					Reason.CORRUPT);
		}
	}

	@Test
	void noticesEveryTruncation() {
		Item encoded = encodedText();
		for (int length = 0; length < encoded.data().length; length++) {
			assertReason(this.codec.readHeader(new Item(encoded.flags(), Arrays.copyOf(encoded.data(), length)), KEY),
					Reason.CORRUPT);
		}
	}

	@Test
	void checksTheKeyOfAHashedEntry() {
		Item encoded = this.codec.encode(Entry.of("value", 0, NOW, NOW, 0), HASHED);
		EncodedKey other = new EncodedKey(HASHED.text(), HASHED.original() + "y");
		assertReason(this.codec.readHeader(encoded, other), Reason.KEY_MISMATCH);
		assertReason(this.codec.readHeader(encoded, KEY), Reason.KEY_MISMATCH);
	}

	@Test
	void tellsTheKeyOfAHashedEntryToWhoDoesNotKnowIt() {
		Item encoded = this.codec.encode(Entry.of("value", 0, NOW, NOW, 0), HASHED);
		assertThat(this.codec.readHeader(encoded, null)).isInstanceOfSatisfying(EntryHeader.class,
				(header) -> assertThat(header.key()).isEqualTo(HASHED.original()));
	}

	@ParameterizedTest
	@EnumSource(Compression.class)
	void readsCompressedEntriesBack(Compression compression) {
		EnvelopeCodec codec = codec(new CompressionSettings(compression, 100));
		for (int length : new int[] { 0, 1, 99, 100, 101, 10_000, 1_000_000 }) {
			String value = "ab".repeat(length).substring(0, length);
			Item encoded = codec.encode(Entry.of(value, 0, NOW, NOW, 0), KEY);
			assertThat(entry(encoded, KEY).get()).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void compressesFromTheThresholdOn(Compression compression) {
		EnvelopeCodec codec = codec(new CompressionSettings(compression, 1000));
		assertThat(codec.encode(Entry.of("a".repeat(999), 0, NOW, NOW, 0), KEY).data()).hasSizeGreaterThan(999);
		assertThat(codec.encode(Entry.of("a".repeat(1000), 0, NOW, NOW, 0), KEY).data()).hasSizeLessThan(100);
	}

	@ParameterizedTest
	@EnumSource(Compression.class)
	void leavesWhatDoesNotShrink(Compression compression) {
		Item encoded = codec(new CompressionSettings(compression, 0)).encode(Entry.of("a", 0, NOW, NOW, 0), KEY);
		assertThat(WireFlags.compression(encoded.flags())).isEqualTo(Compression.NONE);
	}

	@Test
	void readsNothingAboveTheBound() {
		EnvelopeCodec small = new EnvelopeCodec(this.text, List.of(), CompressionSettings.NONE, 100);
		Item encoded = small.encode(Entry.of("a".repeat(100), 0, NOW, NOW, 0), KEY);
		assertReason(small.readHeader(encoded, KEY), Reason.TOO_LARGE);
	}

	@ParameterizedTest
	@EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void inflatesNothingAboveTheBound(Compression compression) {
		EnvelopeCodec writer = codec(new CompressionSettings(compression, 0));
		EnvelopeCodec reader = new EnvelopeCodec(this.text, List.of(), CompressionSettings.NONE, 100_000);
		Item encoded = writer.encode(Entry.of("a".repeat(100_001), 0, NOW, NOW, 0), KEY);
		EntryHeader header = (EntryHeader) reader.readHeader(encoded, KEY);
		assertReason(reader.readEntry(encoded, header), Reason.TOO_LARGE);
	}

	@Test
	void allocatesNoMoreThanLz4CanHoldInItsBytes() {
		Item small = codec(new CompressionSettings(Compression.LZ4, 0))
			.encode(Entry.of("a".repeat(1000), 0, NOW, NOW, 0), KEY);
		byte[] header = new byte[40];
		ByteBuffer claiming = ByteBuffer.wrap(header)
			.put(EntryHeader.of(Entry.of("", 0, NOW, NOW, 0), KEY).write(0).flip());
		Varint.write(claiming, EnvelopeCodec.DEFAULT_MAX_SIZE);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertReason(resealed(small.flags(), header), Reason.CORRUPT);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
	}

	@ParameterizedTest
	@EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void writesNothingThatWouldBeTooLargeToBeInflated(Compression compression) {
		EnvelopeCodec small = new EnvelopeCodec(this.text, List.of(), new CompressionSettings(compression, 0), 1000);
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> small.encode(Entry.of("a".repeat(1001), 0, NOW, NOW, 0), KEY))
			.withMessageContaining("1001 bytes");
		assertThat(small.encode(Entry.of("a".repeat(1000), 0, NOW, NOW, 0), KEY).data()).hasSizeLessThan(100);
	}

	@Test
	void saysThatATypeIsNotAllowed() {
		assertReason(readEntry(reading((data) -> {
			throw new TypeNotAllowedException("com.acme.Evil");
		})), Reason.NOT_ALLOWED);
	}

	@Test
	void saysThatAValueIsNotReadable() {
		assertReason(readEntry(reading((data) -> {
			throw new SerializationException("no");
		})), Reason.UNDECODABLE);
	}

	@Test
	void survivesErrorsOfASerializer() {
		List<Throwable> failures = List.of(new StackOverflowError(), new NoClassDefFoundError("x"),
				new ExceptionInInitializerError("x"), new AssertionError(), new IllegalStateException());
		for (Throwable failure : failures) {
			assertReason(readEntry(reading((data) -> sneakyThrow(failure))), Reason.UNDECODABLE);
		}
	}

	@Test
	void saysWhichTypeCannotBeWritten() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.codec.encode(Entry.of(new Object(), 0, NOW, NOW, 0), KEY))
			.withMessageContaining("java.lang.Object");
	}

	@Test
	void refusesAFormatNumberOutOfRange() {
		ValueSerializer serializer = new ValueSerializer() {

			@Override
			public int format() {
				return 32;
			}

			@Override
			public byte[] serialize(Object value) {
				return new byte[0];
			}

			@Override
			public Object deserialize(byte[] data) {
				return "";
			}

		};
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EnvelopeCodec(serializer, List.of(), CompressionSettings.NONE, 1))
			.withMessageContaining("from 0 to 31");
	}

	private EnvelopeCodec codec(CompressionSettings compression) {
		return new EnvelopeCodec(this.text, List.of(), compression, EnvelopeCodec.DEFAULT_MAX_SIZE);
	}

	private static EnvelopeCodec codec(ValueSerializer serializer) {
		return new EnvelopeCodec(serializer, List.of(), CompressionSettings.NONE, EnvelopeCodec.DEFAULT_MAX_SIZE);
	}

	private Item encodedText() {
		return this.codec.encode(Entry.of("value", GENERATION, NOW, NOW + 5, 7), KEY);
	}

	private Entry entry(Item encoded, EncodedKey key) {
		return (Entry) this.codec.readEntry(encoded, (EntryHeader) this.codec.readHeader(encoded, key));
	}

	private Decoded resealed(long flags, byte[] data) {
		EntryHeader.seal(flags, data);
		Item item = new Item(flags, data);
		return this.codec.readEntry(item, (EntryHeader) this.codec.readHeader(item, KEY));
	}

	private static Decoded readEntry(ValueSerializer serializer) {
		EnvelopeCodec codec = codec(serializer);
		Item encoded = codec.encode(Entry.of("value", 0, NOW, NOW, 0), KEY);
		return codec.readEntry(encoded, (EntryHeader) codec.readHeader(encoded, KEY));
	}

	private static void assertReason(Object result, Reason reason) {
		assertThat(result).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(reason));
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <R, T extends Throwable> R sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

	private static ValueSerializer reading(Function<byte[], Object> reader) {
		return new ValueSerializer() {

			@Override
			public int format() {
				return 16;
			}

			@Override
			public byte[] serialize(Object value) {
				return new byte[] { 1 };
			}

			@Override
			public Object deserialize(byte[] data) {
				return reader.apply(data);
			}

		};
	}

}
