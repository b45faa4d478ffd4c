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
package dev.larder.coherence;

import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Invalidation}.
 */
class InvalidationTests {

	private static final Invalidation KEYS = Invalidation.ofKeys("cache-1:11211", 0x0123456789ABCDEFL,
			1_700_000_000_000L, "shop:products:1".hashCode(), -1);

	@Test
	void keysSurviveTheirBytes() {
		assertThat(Invalidation.fromBytes(KEYS.toBytes())).isEqualTo(KEYS);
	}

	@Test
	void everythingSurvivesItsBytes() {
		Invalidation everything = Invalidation.ofEverything("cache-1:11211", -1, 5);
		assertThat(Invalidation.fromBytes(everything.toBytes())).isEqualTo(everything);
	}

	@Test
	void bytesAreThoseOfTheDocumentation() {
		byte[] bytes = Invalidation.ofKeys("a:1", 0x0123456789ABCDEFL, 0x18BCFE56800L, 0x61, 0x62).toBytes();
		assertThat(HexFormat.of().formatHex(bytes))
			.isEqualTo("01000123456789abcdef0000018bcfe568000003613a31000000020000006100000062e315cb05");
	}

	@Test
	void anyChangedByteIsFound() {
		byte[] bytes = KEYS.toBytes();
		for (int i = 0; i < bytes.length; i++) {
			byte[] damaged = bytes.clone();
			damaged[i] ^= 0x10;
			assertThatIllegalArgumentException().isThrownBy(() -> Invalidation.fromBytes(damaged));
		}
	}

	@Test
	void anyMissingByteIsFound() {
		byte[] bytes = KEYS.toBytes();
		for (int length = 0; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			assertThatIllegalArgumentException().isThrownBy(() -> Invalidation.fromBytes(cut));
		}
	}

	@Test
	void laterVersionIsRefused() {
		byte[] bytes = KEYS.toBytes();
		bytes[0] = 2;
		assertThatIllegalArgumentException().isThrownBy(() -> Invalidation.fromBytes(bytes))
			.withMessageContaining("version");
	}

	@Test
	void hashesCannotBeChangedFromOutside() {
		KEYS.keyHashes()[0] = 0;
		assertThat(KEYS.keyHashes()[0]).isEqualTo("shop:products:1".hashCode());
	}

}
