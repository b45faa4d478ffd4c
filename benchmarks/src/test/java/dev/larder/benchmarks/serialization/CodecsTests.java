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
package dev.larder.benchmarks.serialization;

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Codecs}.
 */
class CodecsTests {

	private final Codecs codecs = Codecs.create();

	@ParameterizedTest
	@EnumSource
	void whatWasWrittenIsRead(Payload payload) throws Exception {
		Object value = payload.value(7);
		for (Map.Entry<String, Codec> codec : this.codecs.all().entrySet()) {
			Object read = codec.getValue().decode(codec.getValue().encode(value), payload);
			assertThat(read).as(codec.getKey()).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aBatchIsWrittenAndRead(Payload payload) throws Exception {
		Batch batch = Batch.of(payload);
		for (Codec codec : this.codecs.all().values()) {
			batch.encoding(codec).run(0, 0);
			batch.decoding(codec).run(0, 0);
			assertThat(batch.size(codec)).isPositive();
		}
		assertThat(batch.values()).hasSize(Batch.SIZE).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void theJdkWritesTheSameWithAndWithoutChecks(Payload payload) throws Exception {
		Batch batch = Batch.of(payload);
		List<Double> sizes = List.of(batch.size(this.codecs.all().get(Codecs.JDK)),
				batch.size(this.codecs.all().get(Codecs.PLAIN_JDK)));
		assertThat(sizes.get(0)).isEqualTo(sizes.get(1));
	}

}
