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
package dev.larder.benchmarks.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Contender;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Ability;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

import org.springframework.util.Assert;

/**
 * Hits.
 */
public final class RemoteSuite implements Suite {

	@Override
	public String name() {
		return "remote";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		SuiteResult result = SuiteResult.of("Remote");
		try (Servers servers = Servers.start();
				Peers peers = new Peers(List.of(PeerType.RAW_XMEMCACHED, PeerType.RAW_SOCKET, PeerType.LARDER_MEMCACHED,
						PeerType.SIXHOURS, PeerType.SIMPLE_SPRING_MEMCACHED, PeerType.REDIS_CACHE,
						PeerType.JETCACHE_REDIS), servers.addresses())) {
			for (Payload payload : Payload.values()) {
				fill(peers, payload);
				for (int threads : new int[] { 1, 8, 32 }) {
					progress.report("hit, " + payload.label() + ", " + threads + " threads");
					List<Contender> contenders = new ArrayList<>();
					for (PeerType type : peers.types()) {
						Peer peer = peers.get(type);
						contenders.add(new Contender(type.label(), (thread, i) -> {
							Assert.state(peer.get("key-" + ((thread * 31L + i) % 1000)) != null, "miss");
						}));
					}
					Scores scores = new Contest(threads, effort.pick(3, 9), Duration.ofMillis(300)).run(contenders);
					result = result.with(new Heading("hit " + payload.label() + " " + threads));
					List<List<String>> rows = new ArrayList<>();
					for (Map.Entry<String, Score> entry : scores.byName().entrySet()) {
						Score s = entry.getValue();
						rows.add(List.of(entry.getKey(),
								s.relativeTo(scores.of(PeerType.RAW_XMEMCACHED.label())).asFactor(),
								s.throughput().median() + "", s.medianNanos() / 1000 + "/" + s.p99Nanos() / 1000,
								s.failures() + ""));
					}
					rows.forEach(System.out::println);
					result = result.with(new Table(List.of("peer", "x", "ops", "us", "failures"), rows));
				}
			}
		}
		return result;
	}

	private static void fill(Peers peers, Payload payload) throws Exception {
		for (PeerType type : peers.types()) {
			for (int i = 0; i < 1000; i++) {
				Object value = payload.value(i);
				peers.get(type).put("key-" + i, type.can(Ability.OBJECTS) ? value : new byte[100]);
			}
		}
	}

}
