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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RawCodec}.
 */
class RawCodecTests {

	private static final EncodedKey KEY = new EncodedKey("shop:texts:a", null);

	private final RawCodec codec = new RawCodec(new RawSerializer(String.class), 0, 1000);

	@Test
	void writesTheValueAndNothingElse() {
		Item encoded = this.codec.encode(Entry.of("gr\u00FC\u00DFe", 1, 2, 3, 4), KEY);
		assertThat(encoded.flags()).isZero();
		assertThat(encoded.data()).isEqualTo("gr\u00FC\u00DFe".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void readsWhatOthersWrote() {
		assertThat(read("gr\u00FC\u00DFe".getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(Entry.class,
				(entry) -> assertThat(entry.get()).isEqualTo("gr\u00FC\u00DFe"));
	}

	@Test
	void readsNothingThatIsNotText() {
		assertThat(read(new byte[] { (byte) 0xFF })).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(Reason.UNDECODABLE));
	}

	@Test
	void readsNothingWithOtherFlags() {
		assertThat(this.codec.readHeader(new Item(1, new byte[0]), KEY)).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(Reason.FOREIGN));
	}

	@Test
	void keepsNoNull() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.codec.encode(Entry.of(null, 0, 0, 0, 0), KEY));
	}

	private Decoded read(byte[] data) {
		Item item = new Item(0, data);
		return this.codec.readEntry(item, (EntryHeader) this.codec.readHeader(item, KEY));
	}

}
