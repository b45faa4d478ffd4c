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
package dev.larder.internal.coherence;

import java.util.List;
import java.util.stream.IntStream;

import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static dev.larder.internal.coherence.CoherentInstance.key;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * That what happens to one node touches only the copies of its own items.
 */
@Timeout(60)
@ServerTest
class CoherenceNodesTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private final CoherentInstance instance = CoherentInstance.of(memcached.servers());

	private final List<String> keys = IntStream.range(0, 100).mapToObj((i) -> "key" + i).toList();

	private MemcachedServer victim;

	@BeforeEach
	void keepCopies() {
		this.victim = memcached.server(0);
		this.instance.poll();
		this.keys.forEach((key) -> this.instance.store().put(key(key), "value"));
		this.instance.announce();
		this.instance.poll();
		this.keys.forEach(this.instance::read);
		assertThat(this.keys).allMatch(this.instance::hasCopy);
	}

	@AfterEach
	void close() {
		this.instance.close();
	}

	@Test
	void lostHeadDropsOnlyTheCopiesOfItsNode() {
		this.victim.command("delete shop@journal");
		this.instance.poll();
		assertThat(this.keys).allMatch((key) -> this.instance.hasCopy(key) != isOnVictim(key));
	}

	@Test
	void nodeThatIsGoneDoesNotKeepTheOthersFromBeingPolled() {
		this.victim.kill();
		memcached.server(1).command("delete shop@journal");
		this.instance.tryToPoll();
		assertThat(this.keys).allMatch((key) -> this.instance.hasCopy(key) == isOnVictim(key));
	}

	@Test
	void changeIsAnnouncedOnTheNodeOfItsKey() {
		String key = this.keys.stream().filter(this::isOnVictim).findFirst().orElseThrow();
		long other = memcached.server(1).stat("cmd_set");
		this.instance.store().put(key(key), "new");
		this.instance.announce();
		assertThat(memcached.server(1).stat("cmd_set")).isEqualTo(other);
	}

	private boolean isOnVictim(String key) {
		MemcachedNode node = this.instance.nodeOf(key);
		return node.address().name().equals(this.victim.address());
	}

}
