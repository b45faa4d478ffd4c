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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.entry.Compression;

import org.springframework.util.Assert;

/**
 * Lets serializers write and read, in turns.
 */
public final class SerializationSuite {

	private SerializationSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a value cannot be written or read
	 */
	public static SuiteResult run(Run run) throws Exception {
		Contest contest = new Contest(1, run.pick(3, 9), Duration.ofMillis(run.pick(100, 330)));
		List<Figures> all = new ArrayList<>();
		for (Payload payload : Payload.values()) {
			all.add(measure(contest, payload, run));
		}
		return report(contest, all);
	}

	private static Figures measure(Contest contest, Payload payload, Run run) throws Exception {
		Batch batch = Batch.of(payload);
		Map<String, Contest.Work> encoding = new LinkedHashMap<>();
		Map<String, Contest.Work> decoding = new LinkedHashMap<>();
		Map<String, Double> sizes = new LinkedHashMap<>();
		for (Map.Entry<String, Codec> codec : Codec.all().entrySet()) {
			encoding.put(codec.getKey(), batch.encoding(codec.getValue()));
			decoding.put(codec.getKey(), batch.decoding(codec.getValue()));
			sizes.put(codec.getKey(), batch.size(codec.getValue()));
		}
		run.report("writing, " + payload.label());
		Map<String, Score> encoded = contest.run(encoding);
		run.report("reading, " + payload.label());
		return new Figures(payload, sizes, encoded, contest.run(decoding));
	}

	static SuiteResult report(Contest contest, List<Figures> all) {
		List<Block> blocks = new ArrayList<>();
		for (Figures figures : all) {
			blocks.add(new Block.Heading("Writing and reading: " + figures.payload().label()));
			blocks.add(figures.table());
		}
		blocks.add(chart("serialization-write", "Writing values", all, Figures::encoding));
		blocks.add(chart("serialization-read", "Reading values", all, Figures::decoding));
		Batch batch = Batch.of(Payload.LIST);
		List<List<String>> sizes = Codec.serializers().entrySet().stream().map((entry) -> {
			double plain = batch.itemSize(entry.getValue(), Compression.NONE);
			double lz4 = batch.itemSize(entry.getValue(), Compression.LZ4);
			return List.of(entry.getKey(), Numbers.whole(plain), Numbers.whole(lz4),
					Numbers.whole(batch.itemSize(entry.getValue(), Compression.GZIP)), Numbers.of("%.2f", lz4 / plain));
		}).toList();
		return SuiteResult.of(SerializationSuite.class, List.of(), Map.of("batch", Batch.SIZE, "rounds",
				contest.rounds(), "slice", contest.slice().toMillis(), "figures", blocks, "sizes", sizes));
	}

	private static Block.BarChart chart(String file, String title, List<Figures> all,
			Function<Figures, Map<String, Score>> work) {
		Set<String> names = all.get(0).sizes().keySet();
		return new Block.BarChart(file, title, "times as fast as " + Codec.JDK, List.copyOf(names),
				all.stream()
					.map((figures) -> Block.Bars.of(figures.payload().label(), names,
							(name) -> Figures.ratio(work.apply(figures), name).median()))
					.toList());
	}

	/**
	 * How serializers did with values of a kind.
	 *
	 * @param payload the kind
	 * @param sizes the bytes of a value by serializer
	 * @param encoding how fast they write
	 * @param decoding how fast they read
	 */
	record Figures(Payload payload, Map<String, Double> sizes, Map<String, Score> encoding,
			Map<String, Score> decoding) {

		Figures {
			for (Map<String, Score> scores : List.of(encoding, decoding)) {
				scores.forEach((name, score) -> Assert.state(score.failures() == 0,
						() -> name + " could not write or read a " + payload.label()));
			}
		}

		Block.Table table() {
			return new Block.Table(
					List.of("serializer", "bytes", "write, us", "x " + Codec.JDK, "read, us", "x " + Codec.JDK),
					this.sizes.entrySet().stream().map((size) -> row(size.getKey(), size.getValue())).toList());
		}

		private List<String> row(String name, double size) {
			return List.of(name, Numbers.whole(size), micros(Score.of(this.encoding, name)),
					factor(this.encoding, name), micros(Score.of(this.decoding, name)), factor(this.decoding, name));
		}

		static Quartiles ratio(Map<String, Score> scores, String name) {
			return Score.of(scores, name).relativeTo(Score.of(scores, Codec.JDK));
		}

		private static String factor(Map<String, Score> scores, String name) {
			return name.equals(Codec.JDK) ? "1" : ratio(scores, name).asFactor();
		}

		private static String micros(Score score) {
			return Numbers.of("%.2f", 1e6 / (score.throughput().median() * Batch.SIZE));
		}

	}

}
