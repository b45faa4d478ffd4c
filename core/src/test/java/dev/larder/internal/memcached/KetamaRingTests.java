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
package dev.larder.internal.memcached;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link KetamaRing}.
 */
class KetamaRingTests {

	private static final int KEYS = 20_000;

	@Test
	void agreesWithAnotherImplementationOfLibketama() {
		// Made with Python's hashlib and struct from the description in the Javadoc
		KetamaRing ring = new KetamaRing(List.of(new NodeAddress("10.0.1.1", 11211, 1),
				new NodeAddress("10.0.1.2", 11211, 2), new NodeAddress("cache-3", 11212, 1)));
		assertThat(IntStream.range(0, 24).map((i) -> ring.nodeFor("shop:products:" + i))).containsExactly(0, 2, 0, 0, 0,
				1, 2, 0, 2, 1, 0, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 1, 1, 0);
	}

	@Test
	void nodeThatIsAddedTakesOnlyItsShareOfTheKeys() {
		List<NodeAddress> nine = owners(nodes(9));
		List<NodeAddress> ten = owners(nodes(10));
		long moved = IntStream.range(0, KEYS).filter((i) -> !nine.get(i).equals(ten.get(i))).count();
		assertThat(moved / (double) KEYS).isCloseTo(0.1, within(0.03));
	}

	@Test
	void keysMoveOnlyToTheNodeThatIsAdded() {
		List<NodeAddress> nine = owners(nodes(9));
		List<NodeAddress> ten = owners(nodes(10));
		assertThat(IntStream.range(0, KEYS).filter((i) -> !nine.get(i).equals(ten.get(i))).mapToObj(ten::get))
			.containsOnly(nodes(10).get(9));
	}

	@Test
	void keysFollowTheWeights() {
		KetamaRing ring = new KetamaRing(
				List.of(new NodeAddress("light", 11211, 1), new NodeAddress("heavy", 11211, 3)));
		long heavy = IntStream.range(0, KEYS).filter((i) -> ring.nodeFor("key" + i) == 1).count();
		assertThat(heavy / (double) KEYS).isCloseTo(0.75, within(0.08));
	}

	@Test
	void orderOfTheNodesDoesNotMatter() {
		List<NodeAddress> nodes = nodes(5);
		List<NodeAddress> reversed = new ArrayList<>(nodes);
		Collections.reverse(reversed);
		assertThat(owners(reversed)).isEqualTo(owners(nodes));
	}

	@Test
	void singleNodeOwnsEveryKey() {
		KetamaRing ring = new KetamaRing(nodes(1));
		assertThat(IntStream.range(0, 100).map((i) -> ring.nodeFor("key" + i))).containsOnly(0);
	}

	@Test
	void ringThatRanksPrefersTheHighestThatAKeyMeets() {
		List<NodeAddress> all = nodes(4);
		// Of four, the third went first, then the fourth
		KetamaRing ranked = new KetamaRing(all).ranked(new int[] { 0, 0, 1, 2 });
		List<NodeAddress> both = owners(all);
		List<NodeAddress> withTheFourth = owners(List.of(all.get(0), all.get(1), all.get(3)));
		List<NodeAddress> left = owners(all.subList(0, 2));
		for (int i = 0; i < KEYS; i++) {
			NodeAddress expected = withTheFourth.get(i).equals(all.get(3)) ? all.get(3)
					: both.get(i).equals(all.get(2)) ? all.get(2) : left.get(i);
			assertThat(all.get(ranked.nodeFor("key" + i))).isEqualTo(expected);
		}
	}

	@Test
	void noNodesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new KetamaRing(List.of()))
			.withMessageContaining("addresses");
	}

	private static List<NodeAddress> owners(List<NodeAddress> nodes) {
		KetamaRing ring = new KetamaRing(nodes);
		return IntStream.range(0, KEYS).mapToObj((i) -> nodes.get(ring.nodeFor("key" + i))).toList();
	}

	private static List<NodeAddress> nodes(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> new NodeAddress("cache-" + i, 11211, 1)).toList();
	}

	@Test
	void sharesAreThoseOfTheKeys() {
		List<NodeAddress> addresses = List.of(NodeAddress.parse("a:1"), NodeAddress.parse("b:1"),
				NodeAddress.parse("c:1:2"));
		KetamaRing ring = new KetamaRing(addresses);
		int[] keys = new int[addresses.size()];
		for (int i = 0; i < 100_000; i++) {
			keys[ring.nodeFor("key-" + i)]++;
		}
		double[] shares = ring.shares();
		assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
		for (int i = 0; i < keys.length; i++) {
			assertThat(shares[i]).isCloseTo(keys[i] / 100_000.0, within(0.01));
		}
		assertThat(new KetamaRing(addresses.subList(0, 1)).shares()).containsExactly(1);
	}

}
