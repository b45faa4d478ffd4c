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

package dev.larder.benchmarks.peer;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.payload.Payload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Dataset}.
 */
class DatasetTests {

	private final MapClient client = new MapClient();

	private final Dataset entries = Dataset.of(10, Payload.POJO, Peer.LARDER_LOCAL);

	@Test
	void allEntriesAreStored() throws Exception {
		Dataset many = Dataset.of(50, Payload.BYTES::value);
		many.fill(this.client, 3);
		assertThat(this.client.values).hasSize(50).containsEntry("key-49", many.values().get(49));
	}

	@Test
	void whatWasLostIsStoredAgain() throws Exception {
		this.client.toLose.set(20);
		Dataset.of(50, Payload.BYTES::value).fill(this.client, 3);
		assertThat(this.client.values).hasSize(50);
	}

	@Test
	void failureIsHandedOn() {
		Dataset broken = Dataset.of(1, (number) -> "value");
		this.client.toFail = true;
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> broken.fill(this.client, 1))
			.withRootCauseInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void hitsGoThroughAllKeys() throws Exception {
		fill();
		for (int i = 0; i < 10; i++) {
			this.entries.hits(this.client).run(0, i);
		}
		assertThat(this.client.asked).containsExactlyElementsOf(this.entries.keys());
	}

	@Test
	void threadsBeginAtDifferentKeys() throws Exception {
		fill();
		this.entries.hits(this.client).run(0, 0);
		this.entries.hits(this.client).run(1, 0);
		assertThat(this.client.asked).containsExactly("key-0", "key-1");
	}

	@Test
	void missIsAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> this.entries.hits(this.client).run(0, 0));
		assertThatIllegalStateException().isThrownBy(() -> this.entries.manyHits(this.client).run(0, 0));
	}

	@Test
	void manyHitsGoOnWhereTheyEnded() throws Exception {
		fill();
		Contest.Work hits = this.entries.first(7).manyHits(this.client);
		hits.run(0, 0);
		hits.run(0, 1);
		assertThat(this.client.asked).hasSize(2 * Dataset.MANY);
		assertThat(this.client.asked.get(Dataset.MANY)).isEqualTo("key-" + Dataset.MANY % 7);
	}

	@Test
	void multiGetReadsABatchAtOnce() throws Exception {
		fill();
		this.entries.multiGets(this.client, 4).run(0, 1);
		assertThat(this.client.asked).containsExactly("key-4", "key-5", "key-6", "key-7");
	}

	@Test
	void batchesAreWhole() throws Exception {
		fill();
		this.entries.multiGets(this.client, 4).run(0, 2);
		assertThat(this.client.asked).startsWith("key-0").hasSize(4);
	}

	@Test
	void fewerValuesThanAskedForAreAFailure() {
		this.entries.first(3).keys().forEach((key) -> this.client.put(key, key));
		assertThatIllegalStateException().isThrownBy(() -> this.entries.multiGets(this.client, 4).run(0, 0));
		assertThatIllegalStateException().isThrownBy(() -> this.entries.oneByOne(this.client, 4).run(0, 0));
	}

	@Test
	void putsAreCounted() throws Exception {
		LongAdder done = new LongAdder();
		this.entries.puts(this.client, done).run(0, 3);
		this.entries.puts(this.client, done).run(0, 13);
		assertThat(done.sum()).isEqualTo(2);
		assertThat(this.client.values).containsOnlyKeys("key-3").containsValue(this.entries.values().get(3));
	}

	@Test
	void peersWithoutObjectsGetBytesOfAboutTheSameSize() {
		assertThat(Dataset.of(1, Payload.LIST, Peer.RAW_SOCKET).values().get(0)).isInstanceOfSatisfying(byte[].class,
				(bytes) -> assertThat(bytes).hasSize(4096));
		assertThat(Dataset.of(1, Payload.LIST, Peer.RAW_XMEMCACHED).values().get(0)).isInstanceOf(List.class);
	}

	private void fill() {
		for (int i = 0; i < this.entries.keys().size(); i++) {
			this.client.put(this.entries.keys().get(i), this.entries.values().get(i));
		}
	}

}
