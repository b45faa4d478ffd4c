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
package dev.larder.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.larder.cache.CacheMode;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for puts that nobody waits for, while their key is being read.
 */
@Timeout(60)
@ServerTest
class CopiesOfAsynchronousPutsTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch go = new CountDownLatch(1);

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void copyOfWhatWasReadBeforeIsNotServed() throws Exception {
		try (ClusterInstance one = instance(new SlowSerializer());
				ClusterInstance other = instance(new TestSerializer())) {
			CompletableFuture<?> missing = one.cache().retrieve("key");
			// An answer that is there at once says in this way that there is nothing
			assertThat((missing != null) ? missing.join() : null).isNull();
			other.cache().put("key", "old");
			other.synchronize().join();
			one.synchronize().join();
			Future<String> read = this.executor.submit(() -> one.cache().get("key", String.class));
			this.reading.await();
			memcached.server().freeze();
			one.cache().put("key", "new");
			this.go.countDown();
			assertThat(read.get()).isEqualTo("old");
			Future<String> own = this.executor.submit(() -> one.cache().get("key", String.class));
			memcached.server().resume();
			assertThat(own.get()).isEqualTo("new");
		}
	}

	private static ClusterInstance instance(TestSerializer serializer) {
		return new ClusterInstance("instance", ClusterInstance.addresses(memcached.servers()),
				ChildInstance.settings(CacheMode.TIERED, Duration.ofSeconds(3)), serializer, Duration.ofSeconds(5),
				Duration.ofMillis(200));
	}

	/**
	 * Waits while it reads a value, except where one that is put is tried.
	 */
	private final class SlowSerializer extends TestSerializer {

		private final Thread putting = Thread.currentThread();

		@Override
		public Object deserialize(byte[] data) {
			if (Thread.currentThread() == this.putting) {
				return super.deserialize(data);
			}
			CopiesOfAsynchronousPutsTests.this.reading.countDown();
			try {
				CopiesOfAsynchronousPutsTests.this.go.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return super.deserialize(data);
		}

	}

}
