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
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Contender;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Text;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

/**
 * Turning values into bytes and back, without a server.
 */
public final class SerializationSuite implements Suite {

	@Override
	public String name() {
		return "serialization";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		Codecs codecs = Codecs.create();
		Contest contest = new Contest(1, effort.pick(3, 9), Duration.ofMillis(effort.pick(100, 330)));
		List<PayloadScores> all = new ArrayList<>();
		for (Payload payload : Payload.values()) {
			all.add(measure(contest, payload, codecs.all(), progress));
		}
		SuiteResult result = SuiteResult.of("Serializers").with(method(contest));
		for (PayloadScores scores : all) {
			result = result.with(new Heading(scores.heading())).with(scores.table());
		}
		SerializationCharts charts = new SerializationCharts(all);
		return result.with(charts.encoding())
			.with(charts.decoding())
			.with(new Heading("Size in memcached"))
			.with(new Text(
					"A whole item in Larder's format for the 4 KB list: header, checksum, and value. Compression "
							+ "is `lz4` by default, and from 4 KB of serialized bytes on; here everything is compressed."))
			.with(WireSize.of(Payload.LIST).table(codecs.serializers()));
	}

	private static Text method(Contest contest) {
		return new Text("One thread writes, then reads, " + Batch.SIZE + " different values of a kind over and over, "
				+ "without cache or server. All serializers take turns in one JVM, in " + contest.rounds()
				+ " rounds of " + contest.slice().toMillis() + " ms each in random order, so that they share what the "
				+ "compiler knows, as they would in an application that uses several. Speeds are ratios to `"
				+ Codecs.JDK + "` within a round, above 1 is faster. Larder's serializers check every type against the "
				+ "allow-list, and their values say what type they are. `" + Codecs.PLAIN_JDK + "` is Java's own "
				+ "serialization without a check, `" + Codecs.PLAIN_JSON + "` is Jackson's JSON read by one who knows "
				+ "the type: what safety and types cost is the difference.");
	}

	private static PayloadScores measure(Contest contest, Payload payload, Map<String, Codec> codecs, Progress progress)
			throws Exception {
		Batch batch = Batch.of(payload);
		List<Contender> encoding = new ArrayList<>();
		List<Contender> decoding = new ArrayList<>();
		List<Double> sizes = new ArrayList<>();
		for (Map.Entry<String, Codec> codec : codecs.entrySet()) {
			encoding.add(new Contender(codec.getKey(), batch.encoding(codec.getValue())));
			decoding.add(new Contender(codec.getKey(), batch.decoding(codec.getValue())));
			sizes.add(batch.size(codec.getValue()));
		}
		progress.report("writing, " + payload.label());
		Scores encoded = contest.run(encoding);
		progress.report("reading, " + payload.label());
		return new PayloadScores(payload, List.copyOf(codecs.keySet()), sizes, encoded, contest.run(decoding));
	}

}
