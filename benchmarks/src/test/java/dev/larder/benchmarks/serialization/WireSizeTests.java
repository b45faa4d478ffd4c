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

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.result.Table;
import dev.larder.entry.Compression;
import dev.larder.serializer.ValueSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WireSize}.
 */
class WireSizeTests {

	private final Codecs codecs = Codecs.create();

	@Test
	void anItemIsTheValueAndAtMost32BytesMore() throws Exception {
		ValueSerializer json = this.codecs.serializers().get(Codecs.JSON);
		double value = Batch.of(Payload.LIST).size(new LarderCodec(json));
		assertThat(WireSize.of(Payload.LIST).of(json, Compression.NONE)).isBetween(value + 1, value + 32);
	}

	@Test
	void compressionMakesListsSmaller() {
		ValueSerializer json = this.codecs.serializers().get(Codecs.JSON);
		WireSize size = WireSize.of(Payload.LIST);
		assertThat(size.of(json, Compression.LZ4)).isLessThan(size.of(json, Compression.NONE));
	}

	@Test
	void everySerializerHasARow() {
		Table table = WireSize.of(Payload.POJO).table(this.codecs.serializers());
		assertThat(table.rows()).extracting((row) -> row.get(0))
			.containsExactlyElementsOf(this.codecs.serializers().keySet());
	}

}
