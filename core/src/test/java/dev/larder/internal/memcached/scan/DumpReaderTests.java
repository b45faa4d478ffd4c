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
package dev.larder.internal.memcached.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link DumpReader}.
 */
class DumpReaderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			key=shop%3Atexts%3Aa exp=-1 la=1795459971 cas=1 fetch=no cls=1 size=68         | shop:texts:a
			key=shop%3Atexts%3Aa exp=-1 la=1795459971 cas=1 fetch=no cls=1 size=68 flags=0 | shop:texts:a
			key=a%2520~b%3ac exp=-1                                                        | a%20~b:c
			key=a                                                                          | a
			""")
	void readsTheKeyOfAnItem(String line, String key) {
		assertThat(DumpReader.key(line)).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "key=a%20b exp=-1", "key=%C3%A4 exp=-1", "key=a%0D%0Ab exp=-1", "key=a%3 exp=-1", "key=a%",
			"key=a%xx exp=-1", "other=a" })
	void ignoresWhatTextCommandsCannotName(String line) {
		assertThat(DumpReader.key(line)).isNull();
	}

	@Test
	void linesEndWithOrWithoutCarriageReturn() throws IOException {
		DumpReader reader = reader("key=a \nEND\r\n");
		assertThat(reader.readLine()).isEqualTo("key=a");
		assertThat(reader.readLine()).isEqualTo("END");
		assertThat(reader.readLine()).isNull();
	}

	@Test
	void lineWithoutEndIsNotRead() throws IOException {
		assertThat(reader("END").readLine()).isNull();
	}

	@Test
	void endlessLineIsNotHeldInMemory() {
		assertThatIOException().isThrownBy(() -> reader("k".repeat(5000) + "\n").readLine());
	}

	private static DumpReader reader(String text) {
		return new DumpReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
	}

}
