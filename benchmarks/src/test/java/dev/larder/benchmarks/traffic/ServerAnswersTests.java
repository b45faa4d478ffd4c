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
package dev.larder.benchmarks.traffic;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link MemcachedStats} and {@link RedisInfo}.
 */
class ServerAnswersTests {

	private static final String INFO = """
			# Stats\r
			total_net_input_bytes:1200\r
			total_net_output_bytes:3400\r
			# Commandstats\r
			cmdstat_get:calls=12,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0\r
			cmdstat_client|setinfo:calls=2,usec=1,usec_per_call=0.50,rejected_calls=0,failed_calls=0\r
			cmdstat_info:calls=9,usec=99,usec_per_call=11.00,rejected_calls=0,failed_calls=0\r
			""";

	@Test
	void memcachedCountsHitsAndMissesApart() {
		Traffic traffic = MemcachedStats.traffic(Map.of("cmd_get", "7", "delete_hits", "2", "delete_misses", "3",
				"bytes_read", "100", "bytes_written", "200", "version", "1.6"));
		assertThat(traffic.commands()).contains(entry("get", 7.0), entry("delete", 5.0), entry("incr", 0.0));
		assertThat(traffic.received()).isEqualTo(100);
		assertThat(traffic.sent()).isEqualTo(200);
	}

	@Test
	void redisCountsEachCommand() {
		assertThat(RedisInfo.traffic(INFO))
			.isEqualTo(new Traffic(Map.of("get", 12.0, "client|setinfo", 2.0), 1200, 3400));
	}

	@Test
	void redisHasToCountBytes() {
		assertThatIllegalStateException().isThrownBy(() -> RedisInfo.traffic("cmdstat_get:calls=1,"))
			.withMessageContaining("total_net_input_bytes");
	}

}
