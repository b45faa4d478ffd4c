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

package dev.larder.benchmarks.measure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link Traffic}.
 */
class TrafficTests {

	@Test
	void differenceKnowsCommandsOfEither() {
		Traffic difference = new Traffic(Map.of("get", 5.0), 50, 500)
			.minus(new Traffic(Map.of("get", 2.0, "set", 1.0), 20, 200));
		assertThat(difference).isEqualTo(new Traffic(Map.of("get", 3.0, "set", -1.0), 30, 300));
	}

	@Test
	void totalIsOfAllCommands() {
		assertThat(new Traffic(Map.of("get", 5.0, "set", 2.0), 0, 0).total()).isEqualTo(7);
	}

	@Test
	void medianIsTheLowerOfTwo() {
		List<Traffic> traffic = List.of(new Traffic(Map.of(), 0, 4), new Traffic(Map.of(), 0, 1),
				new Traffic(Map.of(), 0, 3), new Traffic(Map.of(), 0, 2));
		assertThat(Traffic.median(traffic, Traffic::sent).sent()).isEqualTo(2);
	}

	@Test
	void bytesCountInBothDirections() {
		assertThat(new Traffic(Map.of(), 200, 300).bytes()).isEqualTo(500);
	}

	@Test
	void everythingIsMultiplied() {
		assertThat(new Traffic(Map.of("get", 5.0), 50, 500).times(0.5))
			.isEqualTo(new Traffic(Map.of("get", 2.5), 25, 250));
	}

	@Test
	void memcachedCountsHitsAndMissesApart() {
		Traffic traffic = Traffic.ofMemcached(Map.of("cmd_get", "7", "delete_hits", "2", "delete_misses", "3",
				"bytes_read", "100", "bytes_written", "200", "version", "1.6"));
		assertThat(traffic.commands()).contains(entry("get", 7.0), entry("delete", 5.0), entry("incr", 0.0));
		assertThat(traffic.received()).isEqualTo(100);
		assertThat(traffic.sent()).isEqualTo(200);
	}

	@Test
	void redisCountsEachCommand() {
		assertThat(Traffic.ofRedis("""
				# Stats\r
				total_net_input_bytes:1200\r
				total_net_output_bytes:3400\r
				# Commandstats\r
				cmdstat_get:calls=12,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0\r
				cmdstat_client|setinfo:calls=2,usec=1,usec_per_call=0.50,rejected_calls=0,failed_calls=0\r
				cmdstat_info:calls=9,usec=99,usec_per_call=11.00,rejected_calls=0,failed_calls=0\r
				""")).isEqualTo(new Traffic(Map.of("get", 12.0, "client|setinfo", 2.0), 1200, 3400));
	}

	@Test
	void redisHasToCountBytes() {
		assertThatIllegalStateException().isThrownBy(() -> Traffic.ofRedis("cmdstat_get:calls=1,"))
			.withMessageContaining("total_net_input_bytes");
	}

}
