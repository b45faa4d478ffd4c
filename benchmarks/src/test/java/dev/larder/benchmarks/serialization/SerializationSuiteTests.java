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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scored;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.report.Block;
import dev.larder.entry.Compression;
import dev.larder.serializer.ValueSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SerializationSuite}, {@link Codec} and {@link Batch}.
 */
class SerializationSuiteTests {

	private static final Map<String, Double> SIZES = new LinkedHashMap<>();

	static {
		SIZES.put(Codec.JSON, 105.4);
		SIZES.put(Codec.JDK, 160.0);
	}

	@ParameterizedTest
	@EnumSource
	void whatWasWrittenIsRead(Payload payload) throws Exception {
		Object value = payload.value(7);
		for (Map.Entry<String, Codec> codec : Codec.all().entrySet()) {
			Object read = codec.getValue().decode(codec.getValue().encode(value), payload);
			assertThat(read).as(codec.getKey()).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@EnumSource
	void batchIsWrittenAndRead(Payload payload) throws Exception {
		Batch batch = Batch.of(payload);
		for (Codec codec : Codec.all().values()) {
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
		assertThat(batch.size(Codec.all().get(Codec.JDK))).isEqualTo(batch.size(Codec.all().get(Codec.PLAIN_JDK)));
	}

	@Test
	void itemIsTheValueAndAtMost32BytesMore() throws Exception {
		ValueSerializer json = Codec.serializers().get(Codec.JSON);
		Batch batch = Batch.of(Payload.LIST);
		double value = batch.size(new Codec.LarderCodec(json));
		assertThat(batch.itemSize(json, Compression.NONE)).isBetween(value + 1, value + 32);
	}

	@Test
	void compressionMakesListsSmaller() {
		ValueSerializer json = Codec.serializers().get(Codec.JSON);
		Batch batch = Batch.of(Payload.LIST);
		assertThat(batch.itemSize(json, Compression.LZ4)).isLessThan(batch.itemSize(json, Compression.NONE));
	}

	@Test
	void timesAreOfOneValueAndRatiosOfThroughputs() {
		// 31,250 batches of 32 values a second are a value a microsecond
		Block.Table table = tables(figures(Payload.POJO, scores(62_500, 31_250, 0), scores(31_250, 125_000, 0))).get(0);
		assertThat(table.rows()).containsExactly(
				List.of(Codec.JSON, "105", "0.50", "2.00x [2.00, 2.00]", "1.00", "0.25x [0.25, 0.25]"),
				List.of(Codec.JDK, "160", "1.00", "1", "0.25", "1"));
	}

	@Test
	void everySerializerHasASize() {
		List<Block.Table> tables = tables(figures(Payload.POJO, scores(1, 1, 0), scores(1, 1, 0)));
		assertThat(tables.get(1).rows()).extracting((row) -> row.get(0))
			.containsExactlyElementsOf(Codec.serializers().keySet());
	}

	@Test
	void serializerThatFailsHasNoFigures() {
		assertThatIllegalStateException().isThrownBy(() -> figures(Payload.POJO, scores(1, 1, 0), scores(1, 1, 3)))
			.withMessageContaining(Codec.JSON);
	}

	@Test
	void chartsHaveASeriesForEachKindOfValue() {
		assertThat(blocks(Block.BarChart.class, figures(Payload.LIST, scores(20, 10, 0), scores(10, 20, 0))))
			.extracting((chart) -> chart.series().get(0).values())
			.containsExactly(List.of(2.0, 1.0), List.of(0.5, 1.0));
	}

	private static List<Block.Table> tables(SerializationSuite.Figures figures) {
		return blocks(Block.Table.class, figures);
	}

	private static <T> List<T> blocks(Class<T> type, SerializationSuite.Figures figures) {
		return SerializationSuite.report(new Contest(1, 1, Duration.ofMillis(1)), List.of(figures))
			.blocks()
			.stream()
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
	}

	private static SerializationSuite.Figures figures(Payload payload, Map<String, Score> encoding,
			Map<String, Score> decoding) {
		return new SerializationSuite.Figures(payload, SIZES, encoding, decoding);
	}

	private static Map<String, Score> scores(double json, double jdk, long failures) {
		return Map.of(Codec.JSON, Scored.score(json, failures), Codec.JDK, Scored.score(jdk, 0));
	}

}
