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
package dev.larder.benchmarks.workload;

import java.util.List;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Hit}, {@link ManyHits}, {@link MultiGet} and {@link Put}.
 */
class WorkTests {

	private final MapPeer peer = new MapPeer();

	private final Dataset entries = Dataset.of(10, Payload.POJO, PeerType.LARDER_LOCAL);

	@Test
	void hitGoesThroughAllKeys() throws Exception {
		fill();
		for (int i = 0; i < 10; i++) {
			new Hit(this.peer, this.entries.keys()).run(0, i);
		}
		assertThat(this.peer.asked()).containsExactlyElementsOf(this.entries.keys());
	}

	@Test
	void threadsBeginAtDifferentKeys() throws Exception {
		fill();
		new Hit(this.peer, this.entries.keys()).run(0, 0);
		new Hit(this.peer, this.entries.keys()).run(1, 0);
		assertThat(this.peer.asked()).containsExactly("key-0", "key-1");
	}

	@Test
	void missIsAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> new Hit(this.peer, this.entries.keys()).run(0, 0));
		assertThatIllegalStateException().isThrownBy(() -> new ManyHits(this.peer, this.entries.keys()).run(0, 0));
	}

	@Test
	void manyHitsGoOnWhereTheyEnded() throws Exception {
		fill();
		ManyHits hits = new ManyHits(this.peer, this.entries.keys().subList(0, 7));
		hits.run(0, 0);
		hits.run(0, 1);
		assertThat(this.peer.asked()).hasSize(2 * ManyHits.COUNT);
		assertThat(this.peer.asked().get(ManyHits.COUNT)).isEqualTo("key-" + ManyHits.COUNT % 7);
	}

	@Test
	void multiGetReadsABatchAtOnce() throws Exception {
		fill();
		MultiGet work = MultiGet.of(this.peer, this.entries, 4);
		work.run(0, 1);
		assertThat(work.batches()).hasSize(2);
		assertThat(this.peer.asked()).containsExactly("key-4", "key-5", "key-6", "key-7");
	}

	@Test
	void fewerValuesThanAskedForAreAFailure() throws Exception {
		this.entries.first(3).keys().forEach((key) -> this.peer.put(key, key));
		assertThatIllegalStateException().isThrownBy(() -> MultiGet.of(this.peer, this.entries, 4).run(0, 0));
		assertThatIllegalStateException()
			.isThrownBy(() -> MultiGet.of(this.peer, this.entries, 4).oneByOne().run(0, 0));
	}

	@Test
	void putsAreCounted() throws Exception {
		Put put = new Put(this.peer, this.entries);
		put.run(0, 3);
		put.run(0, 13);
		assertThat(put.done()).isEqualTo(2);
		assertThat(this.peer.values()).containsOnlyKeys("key-3").containsValue(this.entries.values().get(3));
	}

	@Test
	void peersWithoutObjectsGetBytesOfAboutTheSameSize() {
		assertThat(Dataset.of(1, Payload.LIST, PeerType.RAW_SOCKET).values().get(0))
			.isInstanceOfSatisfying(byte[].class, (bytes) -> assertThat(bytes).hasSize(4096));
		assertThat(Dataset.of(1, Payload.LIST, PeerType.RAW_XMEMCACHED).values().get(0)).isInstanceOf(List.class);
	}

	private void fill() {
		for (int i = 0; i < this.entries.size(); i++) {
			this.peer.put(this.entries.keys().get(i), this.entries.values().get(i));
		}
	}

}
