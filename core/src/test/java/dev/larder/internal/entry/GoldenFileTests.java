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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads items as version 1 of the format wrote them. A file is never changed: what cannot
 * be read any more needs a new version.
 */
class GoldenFileTests {

	private static final EncodedKey KEY = new EncodedKey("shop:products:a", null);

	private static final EncodedKey HASHED = EncodedKey.of("shop:products:" + "x".repeat(300));

	private static final Map<String, Object> VALUE = Map.of("name", "larder", "sizes", List.of(1L, 2L));

	private final EnvelopeCodec codec = codec();

	private static EnvelopeCodec codec() {
		PackageAllowList allowList = new PackageAllowList(List.of(), List.of());
		ClassLoader loader = GoldenFileTests.class.getClassLoader();
		return new EnvelopeCodec(
				new JsonSerializer(allowList, loader), List.of(new SmileSerializer(allowList, loader),
						new JdkSerializer(allowList, loader), new RawSerializer(String.class)),
				CompressionSettings.NONE, EnvelopeCodec.DEFAULT_MAX_SIZE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile", "jdk" })
	void readsValues(String name) throws IOException {
		assertThat(entry(name, KEY).get()).isEqualTo(VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text-lz4", "text-gzip" })
	void readsCompressedValues(String name) throws IOException {
		assertThat(entry(name, KEY).get()).isEqualTo("larder ".repeat(20));
	}

	@Test
	void readsTheHeader() throws IOException {
		Entry entry = entry("json", KEY);
		assertThat(List.of(entry.generation(), entry.writtenAt(), entry.freshUntil(), entry.loadMillis()))
			.containsExactly(0x1122334455667788L, 1_790_000_000_000L, 1_790_003_600_000L, 250L);
	}

	@Test
	void readsANullUnderAHashedKey() throws IOException {
		assertThat(entry("null-hashed", HASHED).get()).isNull();
	}

	@Test
	void readsALease() throws IOException {
		Item item = item("lease");
		assertThat(this.codec.readHeader(item, KEY))
			.isEqualTo(new Lease(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), 0x1122334455667788L,
					1_790_000_000_000L, 1_790_000_030_000L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile", "jdk", "text-lz4", "text-gzip", "null-hashed", "lease" })
	void survivesDamageThatTheChecksumDoesNotSee(String name) throws IOException {
		Item item = item(name);
		Random random = new Random(1);
		for (int i = 0; i < 3_000; i++) {
			byte[] data = Arrays.copyOf(item.data(), 20 + random.nextInt(item.data().length - 18));
			for (int j = random.nextInt(4); j > 0; j--) {
				data[random.nextInt(data.length)] = (byte) random.nextInt();
			}
			long flags = item.flags() ^ random.nextInt(4) * 32L;
			EntryHeader.seal(flags, data);
			assertThat(read(new Item(flags, data))).isNotNull();
		}
	}

	private Decoded read(Item item) {
		Decoded header = this.codec.readHeader(item, null);
		return (header instanceof EntryHeader entry) ? this.codec.readEntry(item, entry) : header;
	}

	private Entry entry(String name, EncodedKey key) throws IOException {
		Item item = item(name);
		return (Entry) this.codec.readEntry(item, (EntryHeader) this.codec.readHeader(item, key));
	}

	/**
	 * A file holds the flags in decimal, and the data in hexadecimal digits.
	 */
	private Item item(String name) throws IOException {
		try (InputStream file = GoldenFileTests.class.getResourceAsStream("v1/" + name + ".txt")) {
			assertThat(file).isNotNull();
			String[] words = new String(file.readAllBytes(), StandardCharsets.US_ASCII).trim().split("\\s+", 2);
			return new Item(Long.parseLong(words[0]), HexFormat.of().parseHex(words[1].replaceAll("\\s", "")));
		}
	}

}
