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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.result.Table;

import org.springframework.util.Assert;

/**
 * What was found out about one kind of values.
 *
 * @param payload the kind of values
 * @param names what was compared
 * @param sizes the bytes of a value with each
 * @param encoding batches written
 * @param decoding batches read
 */
record PayloadScores(Payload payload, List<String> names, List<Double> sizes, Scores encoding, Scores decoding) {

	PayloadScores {
		for (String name : names) {
			Assert.state(encoding.of(name).failures() + decoding.of(name).failures() == 0,
					() -> name + " could not write or read a " + payload.label());
		}
	}

	String heading() {
		return "Writing and reading: " + this.payload.label();
	}

	Table table() {
		List<List<String>> rows = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			String name = this.names.get(i);
			rows.add(List.of(name, format("%.0f", this.sizes.get(i)), micros(this.encoding.of(name)),
					ratio(this.encoding, name), micros(this.decoding.of(name)), ratio(this.decoding, name)));
		}
		return new Table(List.of("serializer", "bytes", "write, us", "x " + Codecs.JDK, "read, us", "x " + Codecs.JDK),
				rows);
	}

	private static String ratio(Scores scores, String name) {
		return name.equals(Codecs.JDK) ? "1" : scores.ratio(name, Codecs.JDK).asFactor();
	}

	private static String micros(Score score) {
		return format("%.2f", 1e6 / (score.throughput().median() * Batch.SIZE));
	}

	private static String format(String format, double number) {
		return String.format(Locale.ROOT, format, number);
	}

}
