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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.larder.coherence.Invalidation;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.coherence.WhenUnreachable;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static dev.larder.internal.coherence.CoherentInstance.key;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Coherence} with an {@link InvalidationChannel}.
 */
@Timeout(60)
@ServerTest
class InvalidationChannelTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final Channel channel = new Channel();

	private final CoherentInstance first = CoherentInstance.of(memcached.servers(), WhenUnreachable.SERVE,
			this.channel);

	private final CoherentInstance second = CoherentInstance.of(memcached.servers(), WhenUnreachable.SERVE,
			this.channel);

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@Test
	void receivedInvalidationDropsTheCopyWithoutAPoll() {
		copyOnSecond();
		this.channel.tell(Invalidation.ofKeys(node(), 1, 0, "shop:products:key".hashCode()));
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void receivedInvalidationOfEverythingDropsAllCopies() {
		copyOnSecond();
		this.channel.tell(Invalidation.ofEverything(node(), 1, 0));
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void invalidationOfAnUnknownNodeIsIgnored() {
		copyOnSecond();
		this.channel.tell(Invalidation.ofEverything("elsewhere:11211", 1, 0));
		assertThat(this.second.hasCopy("key")).isTrue();
	}

	@Test
	void changesArePublished() {
		this.first.store().put(key("key"), "value");
		this.first.announce();
		Awaitility.await().untilAsserted(() -> assertThat(this.channel.published).hasSize(1));
		Invalidation published = this.channel.published.get(0);
		assertThat(published.node()).isEqualTo(node());
		assertThat(published.keyHashes()).containsExactly("shop:products:key".hashCode());
	}

	@Test
	void ownInvalidationIsIgnored() {
		copyOnSecond();
		this.second.store().put(key("key"), "new");
		this.second.announce();
		Awaitility.await().untilAsserted(() -> assertThat(this.channel.published).hasSize(2));
		this.second.read("key");
		this.channel.tell(this.channel.published.get(1));
		assertThat(this.second.hasCopy("key")).isTrue();
	}

	@Test
	void channelThatFailsDoesNotKeepChangesFromTheJournal() {
		copyOnSecond();
		this.channel.failing = true;
		this.first.store().put(key("key"), "new");
		this.first.announce();
		Awaitility.await().untilAsserted(() -> assertThat(this.second.hasCopy("key")).isFalse());
	}

	@Test
	void nothingIsReceivedAfterClosing() {
		this.second.start().close();
		assertThat(this.channel.listeners).isEmpty();
	}

	private void copyOnSecond() {
		this.second.start();
		this.first.poll();
		this.first.store().put(key("key"), "value");
		this.first.announce();
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.second.statistics().age()).isNotNull();
			this.second.read("key");
			assertThat(this.second.hasCopy("key")).isTrue();
		});
		Awaitility.await().untilAsserted(() -> assertThat(this.channel.published).hasSize(1));
		// The first may have begun before the change was announced
		this.second.poll();
		this.second.poll();
		this.second.read("key");
	}

	private String node() {
		return this.second.nodeOf("key").address().name();
	}

	private static final class Channel implements InvalidationChannel {

		private final List<Invalidation> published = new CopyOnWriteArrayList<>();

		private final List<Consumer<Invalidation>> listeners = new CopyOnWriteArrayList<>();

		private volatile boolean failing;

		@Override
		public void publish(Invalidation invalidation) {
			if (this.failing) {
				throw new IllegalStateException("made to fail");
			}
			this.published.add(invalidation);
		}

		@Override
		public Subscription subscribe(Consumer<Invalidation> listener) {
			this.listeners.add(listener);
			return () -> this.listeners.remove(listener);
		}

		private void tell(Invalidation invalidation) {
			this.listeners.forEach((listener) -> listener.accept(invalidation));
		}

	}

}
