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

import dev.larder.benchmarks.payload.Payload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Filler}.
 */
class FillerTests {

	private final MapPeer peer = new MapPeer();

	private final Dataset entries = Dataset.of(50, Payload.BYTES::value);

	@Test
	void allEntriesAreStored() throws Exception {
		try (Filler filler = new Filler(3)) {
			filler.fill(this.entries, this.peer);
		}
		assertThat(this.peer.values()).hasSize(50).containsEntry("key-49", this.entries.values().get(49));
	}

	@Test
	void whatWasLostIsStoredAgain() throws Exception {
		this.peer.lose(20);
		try (Filler filler = new Filler(3)) {
			filler.fill(this.entries, this.peer);
		}
		assertThat(this.peer.values()).hasSize(50);
	}

	@Test
	void failureIsHandedOn() {
		Dataset nothing = Dataset.of(1, (number) -> "value");
		try (Filler filler = new Filler(1)) {
			assertThatIllegalStateException().isThrownBy(() -> filler.fill(nothing, new BrokenPeer()))
				.withRootCauseInstanceOf(UnsupportedOperationException.class);
		}
	}

}
