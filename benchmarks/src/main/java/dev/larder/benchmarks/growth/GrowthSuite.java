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
package dev.larder.benchmarks.growth;

import java.util.Locale;

import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Text;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;
import dev.larder.benchmarks.workload.ManyHits;

/**
 * Measures how cost grows with the number of entries, the size of values, and the number
 * of servers.
 */
public final class GrowthSuite implements Suite {

	@Override
	public String name() {
		return "growth";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		GrowthPlan plan = GrowthPlan.of(effort);
		SuiteResult result = SuiteResult.of("How cost grows")
			.with(new Text("Contenders take turns of " + plan.slice().toMillis() + " ms in random order, "
					+ plan.rounds() + " rounds after two to warm up. Tables give the cost of an operation, and behind "
					+ "it the throughput as a multiple of the first column's in the same round: the median, and in "
					+ "brackets the quartiles. Rows were measured one after the other, so compare within a row "
					+ "rather than between rows, where only large differences mean something."));
		result = withEntries(result, new EntriesGrowth(plan, progress).run(), plan);
		result = withSizes(result, new SizesGrowth(plan, progress).run());
		return withNodes(result, new NodesGrowth(plan, progress).run());
	}

	private static SuiteResult withEntries(SuiteResult result, Growth growth, GrowthPlan plan) {
		String most = String.format(Locale.ROOT, "%,d", plan.tieredEntries());
		return result.with(new Heading("Entries in local memory"))
			.with(new Text("A hit through `Cache.get` by one thread that asks for all keys in random order. "
					+ ManyHits.COUNT + " hits are timed together, since a look at the clock takes as long as one. "
					+ "With more entries fewer of them fit into the processor's caches, whatever finds them. The "
					+ "tiered cache takes part up to " + most
					+ " entries: filling it takes a put to memcached for each, and its copies live for a minute."))
			.with(new GrowthTable(growth).table())
			.with(new GrowthChart(growth).chart("growth-entries", "Local hit by number of entries", "hit"));
	}

	private static SuiteResult withSizes(SuiteResult result, SizesGrowth.Findings findings) {
		return result.with(new Heading("Size of values"))
			.with(new Text("Random bytes, which cannot be compressed, read and stored by one thread. xmemcached tries "
					+ "to all the same from 16 KB on, and Larder from 4 KB on, as they do by default. The raw client "
					+ "by default gives its connection a send buffer of 32 KB, and large puts wait for room in it; "
					+ "Larder leaves the buffer to the operating system. Its JSON writes bytes as Base64, a third "
					+ "longer, so that 700 KB are about what fits into memcached's usual limit of 1 MB. Hits:"))
			.with(new GrowthTable(findings.hits()).table())
			.with(new GrowthChart(findings.hits()).chart("growth-size-hit", "Hit by size of the value", "hit"))
			.with(new Text("Puts that wait for the server's answer:"))
			.with(new GrowthTable(findings.puts()).table())
			.with(new GrowthChart(findings.puts()).chart("growth-size-put", "Put by size of the value", "put"));
	}

	private static SuiteResult withNodes(SuiteResult result, NodesGrowth.Findings findings) {
		return result.with(new Heading("Number of memcached servers"))
			.with(new Text("All on the same machine and its processors, so that more servers bring no more power: what "
					+ "shows is what it costs a client to spread keys over them. A small POJO, read by "
					+ NodesGrowth.HIT_THREADS + " threads; the time is that of one thread's hit."))
			.with(new GrowthTable(findings.hits()).table())
			.with(new GrowthChart(findings.hits()).chart("growth-servers-hit", "Hit by number of servers", "hit"))
			.with(new Text(NodesGrowth.MULTI_GET_KEYS + " keys read at once by one thread, which is a request to each "
					+ "server that has some of them:"))
			.with(new GrowthTable(findings.multiGets()).table())
			.with(new GrowthChart(findings.multiGets()).chart("growth-servers-multi-get",
					"Reading " + NodesGrowth.MULTI_GET_KEYS + " keys by number of servers", "call"));
	}

}
