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

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import dev.larder.entry.Compression;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryHeader.Kind;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.serializer.RawSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValuePreviewer} with items as Larder itself wrote them.
 */
class LarderEntryPreviewTests {

	private static final long JSON_FLAGS = 1422205185L;

	private static final long JSON_LZ4_FLAGS = 1422205217L;

	private static final long JSON_GZIP_FLAGS = 1422205249L;

	private static final String VALUE = "010055fc26cafebabe1234567801a0c4506c00c0a9079c037b226e616d65223a224265726c696e227d";

	private static final String HASHED = "0de8135a2b000000000000000101a0c4506c00002073686f703a6369746965733a787878787878787878787878"
			+ "78787878787878787b226e616d65223a224265726c696e227d";

	private static final String NULL = "02036e573d000000000000000201a0c4506c00d00f05";

	private static final String LZ4 = "01f900b5c3000000000000000301a0c4506c00d00f05fb02ff047b226e616d6573223a5b224265726c696e222c"
			+ "0900ff4e805061726973225d7d";

	private static final String GZIP = "0192e56c18000000000000000301a0c4506c00d00f05fb021f8b08000000000000ffab56ca4bcc4d2d56b28a56"
			+ "724a2dcac9cc53d21965d0961190589459ac145b0b00809cb0617b010000";

	private static final String LEASE = "03df7e7ba8000000000000000401a0c4506c00e0d4030000000000000000010000000000000002";

	private final ValuePreviewer previewer = new ValuePreviewer(new ValueMasks(List.of(), List.of()));

	private ValuePreview preview(long flags, String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		return this.previewer.preview("key", flags, bytes, bytes.length);
	}

	private static LarderEntry entry(ValuePreview preview) {
		assertThat(preview.format()).isEqualTo(ValueFormat.LARDER_ENTRY);
		LarderEntry entry = preview.entry();
		assertThat(entry).isNotNull();
		return entry;
	}

	private static ValuePreview content(ValuePreview preview) {
		ValuePreview content = preview.content();
		assertThat(content).isNotNull();
		return content;
	}

	@ParameterizedTest
	@CsvSource({ JSON_FLAGS + ",1,json,none", JSON_LZ4_FLAGS + ",1,json,lz4", JSON_GZIP_FLAGS + ",1,json,gzip" })
	void flagsAreRead(long flags, int version, String serializer, String compression) {
		assertThat(LarderFlags.of(flags)).isEqualTo(new LarderFlags(version, serializer, compression));
	}

	@ParameterizedTest
	@CsvSource({ "0", "32", "4294967295" })
	void flagsOfOthersAreNotLarders(long flags) {
		assertThat(LarderFlags.of(flags)).isNull();
	}

	@Test
	void headerAndValueAreShown() {
		ValuePreview preview = preview(JSON_FLAGS, VALUE);
		assertThat(entry(preview)).isEqualTo(new LarderEntry(Kind.VALUE, true, "cafebabe12345678",
				Instant.ofEpochMilli(1790000000000L), Instant.ofEpochMilli(1790000060000L), 412, null));
		assertThat(content(preview).format()).isEqualTo(ValueFormat.JSON);
		assertThat(content(preview).text()).contains("\"name\" : \"Berlin\"");
	}

	@Test
	void wholeKeyOfAHashedOneIsShown() {
		LarderEntry entry = entry(preview(JSON_FLAGS, HASHED));
		assertThat(entry.key()).isEqualTo("shop:cities:" + "x".repeat(20));
		assertThat(entry.freshUntil()).isNull();
	}

	@Test
	void nullHasNoContent() {
		ValuePreview preview = preview(JSON_FLAGS, NULL);
		assertThat(entry(preview).kind()).isEqualTo(Kind.NULL);
		assertThat(preview.content()).isNull();
	}

	@Test
	void leaseHasNoContent() {
		ValuePreview preview = preview(JSON_FLAGS, LEASE);
		assertThat(entry(preview).kind()).isEqualTo(Kind.LEASE);
		assertThat(preview.content()).isNull();
	}

	@Test
	void lz4IsUnpacked() {
		ValuePreview compressed = content(preview(JSON_LZ4_FLAGS, LZ4));
		assertThat(compressed.format()).isEqualTo(ValueFormat.LZ4);
		assertThat(compressed.note()).isNull();
		assertThat(content(compressed).format()).isEqualTo(ValueFormat.JSON);
		assertThat(content(compressed).text()).endsWith("\"Paris\" ]\n}");
	}

	@Test
	void gzipIsUnpacked() {
		ValuePreview compressed = content(preview(JSON_GZIP_FLAGS, GZIP));
		assertThat(compressed.format()).isEqualTo(ValueFormat.GZIP);
		assertThat(content(compressed).text()).endsWith("\"Paris\" ]\n}");
	}

	@Test
	void changedByteIsNoticed() {
		String changed = VALUE.substring(0, VALUE.length() - 2) + "7e";
		assertThat(entry(preview(JSON_FLAGS, changed)).intact()).isFalse();
	}

	@Test
	void beginningOfAnItemIsShownAsSuch() {
		byte[] bytes = HexFormat.of().parseHex(VALUE);
		ValuePreview preview = this.previewer.preview("key", JSON_FLAGS, Arrays.copyOf(bytes, bytes.length - 4),
				bytes.length);
		assertThat(entry(preview).intact()).isNull();
		assertThat(content(preview).complete()).isFalse();
		assertThat(content(preview).text()).startsWith("{\"name\":\"Ber");
	}

	@ParameterizedTest
	@CsvSource({ JSON_LZ4_FLAGS + "," + LZ4 + ",LZ4", JSON_GZIP_FLAGS + "," + GZIP + ",GZIP" })
	void beginningOfACompressedItemIsNotUnpacked(long flags, String hex, ValueFormat format) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		ValuePreview preview = this.previewer.preview("key", flags, Arrays.copyOf(bytes, bytes.length - 10),
				bytes.length);
		assertThat(entry(preview).intact()).isNull();
		assertThat(content(preview).format()).isEqualTo(format);
		assertThat(content(preview).note()).contains("only its beginning was read");
		assertThat(content(preview).hex()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ JSON_LZ4_FLAGS + "," + LZ4, JSON_GZIP_FLAGS + "," + GZIP })
	void damagedCompressedDataIsSaidToBe(long flags, String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		ValuePreview preview = this.previewer.preview("key", flags, Arrays.copyOf(bytes, bytes.length - 10),
				bytes.length - 10);
		assertThat(entry(preview).intact()).isFalse();
		assertThat(content(preview).note()).contains("damaged");
	}

	@Test
	void newerFormatIsNotGuessedAt() {
		long flags = JSON_FLAGS + (1 << 8);
		assertThat(preview(flags, VALUE).note()).contains("Version 2");
	}

	@Test
	void damagedItemsAreNoError() {
		byte[] original = HexFormat.of().parseHex(LZ4);
		for (int i = 0; i < original.length; i++) {
			for (int value = 0; value < 256; value++) {
				byte[] damaged = original.clone();
				damaged[i] = (byte) value;
				ValuePreview preview = this.previewer.preview("key", JSON_LZ4_FLAGS, damaged, damaged.length);
				assertThat(preview.format()).isEqualTo(ValueFormat.LARDER_ENTRY);
			}
		}
	}

	@Test
	void cutItemsAreNoError() {
		byte[] original = HexFormat.of().parseHex(HASHED);
		for (int length = 0; length < original.length; length++) {
			ValuePreview preview = this.previewer.preview("key", JSON_FLAGS, Arrays.copyOf(original, length),
					original.length);
			assertThat(preview.format()).isEqualTo(ValueFormat.LARDER_ENTRY);
		}
	}

	@Test
	void inflatedLengthIsNotBelieved() {
		String header = LZ4.substring(0, LZ4.indexOf("fb02ff04"));
		// A match of one byte, repeated as long as the block says
		String block = "1f780100" + "ff".repeat(36);
		ValuePreview bomb = content(preview(JSON_LZ4_FLAGS, header + "ffffffff07" + block));
		assertThat(bomb.note()).contains("bomb");
		assertThat(bomb.content()).isNull();
		ValuePreview lie = content(preview(JSON_LZ4_FLAGS, header + "80808008" + block));
		assertThat(lie.note()).contains("damaged");
		assertThat(lie.content()).isNull();
	}

	@Test
	void onlyTheBeginningOfALongValueIsLookedAt() {
		EnvelopeCodec codec = new EnvelopeCodec(new RawSerializer(String.class), List.of(),
				new CompressionSettings(Compression.LZ4, 0), EnvelopeCodec.DEFAULT_MAX_SIZE);
		Item item = codec.encode(Entry.of("ab".repeat(1024 * 1024), 1, 2, 3, 4), new EncodedKey("a:b:c", null));
		ValuePreview value = content(content(this.previewer.preview("key", item.flags(), item.data(), item.size())));
		assertThat(value.lengthBytes()).isEqualTo(2 * 1024 * 1024);
		assertThat(value.complete()).isFalse();
		assertThat(value.text()).startsWith("abab").hasSize(1024);
	}

}
