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
package dev.larder.admin.memcached;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ItemKey}.
 */
class ItemKeyTests {

	private static String command(ItemKey key) {
		return new String(key.command("mg", "v"), StandardCharsets.UTF_8);
	}

	@Test
	void textIsSentAsItIs() {
		assertThat(command(ItemKey.ofText("shop:cities:Köln"))).isEqualTo("mg shop:cities:Köln v");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a\r\nflush_all", "a\0b", "a\tb", "a\u007Fb" })
	void textThatWouldBeAnotherCommandIsRefused(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.ofText(key))
			.withMessageContaining("blanks or control characters");
	}

	@Test
	void emptyKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.ofText(""));
	}

	@Test
	void longestKeyIsAllowed() {
		assertThat(ItemKey.ofText("k".repeat(250)).isBinary()).isFalse();
	}

	@Test
	void longerKeyIsRefusedByItsBytes() {
		assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.ofText("ö".repeat(126)))
			.withMessageContaining("252 bytes");
	}

	@Test
	void bytesThatAreTextAreSentAsText() {
		assertThat(command(ItemKey.ofBytes(new byte[] { 'a', 'b' }))).isEqualTo("mg ab v");
	}

	@Test
	void binaryKeyIsSentInBase64() {
		ItemKey key = ItemKey.ofBytes(new byte[] { 'a', ' ', 'b' });
		assertThat(key.isBinary()).isTrue();
		assertThat(command(key)).isEqualTo("mg YSBi v");
	}

	@Test
	void binaryKeyThatIsTooLongInBase64IsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.ofBytes(new byte[200]))
			.withMessageContaining("in base64");
	}

	@Test
	void textFormShowsOnlyTheDigest() {
		// echo -n key | sha256sum
		assertThat(ItemKey.ofText("key")).hasToString("key sha256:2c70e12b7a0646f9");
	}

}
