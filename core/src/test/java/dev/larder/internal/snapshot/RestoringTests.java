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
package dev.larder.internal.snapshot;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.larder.internal.entry.KeyEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to a key while it is restored, or written to a snapshot, step by step.
 */
@Timeout(60)
class RestoringTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void writeSnapshot() {
		try (SnapshotInstance before = SnapshotInstance.started(this.directory)) {
			before.put("key", "old");
			before.put("kept", "kept");
		}
	}

	@Test
	void entryThatWasPutBeforeRestoringStays() {
		whenChangedBefore((instance) -> instance.put("key", "new"),
				(instance) -> assertThat(instance.get("key")).isEqualTo("new"));
	}

	@Test
	void entryThatWasLoadedBeforeRestoringStays() {
		whenChangedBefore((instance) -> load(instance, "new"),
				(instance) -> assertThat(instance.get("key")).isEqualTo("new"));
	}

	@Test
	void keyThatWasEvictedBeforeRestoringStaysAway() {
		whenChangedBefore((instance) -> instance.tier().evict("key"),
				(instance) -> assertThat(instance.get("key")).isNull());
	}

	@Test
	void keyThatIsToldFromOthersByItsTextIsRestored() {
		KeyEncoder keys = new KeyEncoder("", "products");
		try (SnapshotInstance before = SnapshotInstance.started(this.directory)) {
			before.put(new SimpleKey(new SimpleKey("a")), "value");
		}
		try (SnapshotInstance after = SnapshotInstance.started(this.directory)) {
			assertThat(after.get(new SimpleKey(new SimpleKey("a")))).isEqualTo("value");
			after.tier().evict(keys.identify(new SimpleKey(new SimpleKey("a"))));
		}
		try (SnapshotInstance after = SnapshotInstance.started(this.directory)) {
			assertThat(after.get(new SimpleKey(new SimpleKey("a")))).isNull();
		}
	}

	@Test
	void keyThatWasPutAndDroppedForWantOfRoomStaysAway() {
		whenChangedBefore((instance) -> {
			instance.put("key", "new");
			instance.tier().nativeCache().invalidate("key");
		}, (instance) -> assertThat(instance.get("key")).isNull());
	}

	@Test
	void cacheThatWasClearedBeforeRestoringStaysEmpty() {
		try (SnapshotInstance instance = new SnapshotInstance(this.directory)) {
			instance.tier().clear();
			instance.start();
			instance.awaitRestored();
			assertThat(instance.get("key")).isNull();
			assertThat(instance.get("kept")).isNull();
		}
	}

	@Test
	void entryThatIsPutWhileItIsRestoredStays() throws Exception {
		whenChangedDuring((instance) -> instance.put("key", "new"),
				(instance) -> assertThat(instance.get("key")).isEqualTo("new"));
	}

	@Test
	void entryThatIsLoadedWhileItIsRestoredStays() throws Exception {
		whenChangedDuring((instance) -> load(instance, "new"),
				(instance) -> assertThat(instance.get("key")).isEqualTo("new"));
	}

	@Test
	void keyThatIsEvictedWhileItIsRestoredStaysAway() throws Exception {
		whenChangedDuring((instance) -> instance.tier().evict("key"),
				(instance) -> assertThat(instance.get("key")).isNull());
	}

	@Test
	void cacheThatIsClearedWhileItIsRestoredStaysEmpty() throws Exception {
		whenChangedDuring((instance) -> instance.tier().clear(), (instance) -> {
			assertThat(instance.get("key")).isNull();
			assertThat(instance.tier().nativeCache().asMap()).doesNotContainKey("key");
		});
	}

	@Test
	void keyThatIsEvictedAfterItWasRestoredStaysAway() {
		try (SnapshotInstance instance = SnapshotInstance.started(this.directory)) {
			instance.tier().evict("key");
			assertThat(instance.get("key")).isNull();
		}
		try (SnapshotInstance after = SnapshotInstance.started(this.directory)) {
			assertThat(after.get("key")).isNull();
			assertThat(after.get("kept")).isEqualTo("kept");
		}
	}

	@Test
	void instanceThatIsClosedWhileRestoringLeavesTheSnapshot() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch changed = new CountDownLatch(1);
		SnapshotInstance instance = new SnapshotInstance(this.directory);
		instance.serializer().whenRead((value) -> LocalSnapshotsTests.meet(reading, changed));
		instance.start();
		reading.await();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(instance::close);
		await().until(() -> instance.snapshots().isClosing());
		changed.countDown();
		closing.get();
		try (SnapshotInstance after = SnapshotInstance.started(this.directory)) {
			assertThat(after.get("key")).isEqualTo("old");
			assertThat(after.get("kept")).isEqualTo("kept");
		}
	}

	@Test
	void whatIsEvictedWhileASnapshotIsWrittenDoesNotComeBack(@TempDir Path temp) throws Exception {
		whenChangedWhileWriting(temp, (instance) -> instance.tier().evict("key"));
	}

	@Test
	void whatIsReplacedWhileASnapshotIsWrittenDoesNotComeBack(@TempDir Path temp) throws Exception {
		whenChangedWhileWriting(temp, (instance) -> instance.put("key", "new"));
	}

	@Test
	void whatIsClearedWhileASnapshotIsWrittenDoesNotComeBack(@TempDir Path temp) throws Exception {
		whenChangedWhileWriting(temp, (instance) -> instance.tier().clear());
	}

	@Test
	void logIsNotReplacedWhileAChangeIsBeingMade() throws Exception {
		ChangeRecorder recorder = new ChangeRecorder((log, failure) -> {
		}, () -> {
		});
		ChangeLog next = ChangeLog.create(this.directory.resolve("next"), 1, 0);
		recorder.begin(ChangeLog.Kind.KEY_CHANGED, KeyIdentity.of("key"));
		Thread rotation = new Thread(() -> recorder.rotate(next));
		rotation.start();
		await().until(() -> rotation.getState() == Thread.State.WAITING);
		recorder.end();
		rotation.join();
		assertThat(recorder.rotate(null)).isSameAs(next);
	}

	private void whenChangedBefore(Consumer<SnapshotInstance> change, Consumer<SnapshotInstance> check) {
		try (SnapshotInstance instance = new SnapshotInstance(this.directory)) {
			change.accept(instance);
			instance.start();
			instance.awaitRestored();
			check.accept(instance);
			assertThat(instance.get("kept")).isEqualTo("kept");
		}
	}

	// The value has been read, and is about to be stored
	private void whenChangedDuring(Consumer<SnapshotInstance> change, Consumer<SnapshotInstance> check)
			throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch changed = new CountDownLatch(1);
		try (SnapshotInstance instance = new SnapshotInstance(this.directory)) {
			instance.serializer().whenRead((value) -> {
				if (value.equals("old")) {
					LocalSnapshotsTests.meet(reading, changed);
				}
			});
			instance.start();
			reading.await();
			change.accept(instance);
			changed.countDown();
			instance.awaitRestored();
			check.accept(instance);
		}
	}

	// The old value is on its way into the new snapshot when it is changed
	private void whenChangedWhileWriting(Path temp, Consumer<SnapshotInstance> change) throws Exception {
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch changed = new CountDownLatch(1);
		Path during = temp.resolve("during");
		Path afterwards = temp.resolve("afterwards");
		try (SnapshotInstance instance = SnapshotInstance.started(this.directory)) {
			instance.serializer().whenWriting((value) -> {
				if (value.equals("old")) {
					LocalSnapshotsTests.meet(writing, changed);
				}
			});
			Future<?> saving = instance.beginSaving();
			writing.await();
			change.accept(instance);
			SnapshotInstance.killed(this.directory, during);
			changed.countDown();
			saving.get();
			assertThat(instance.status().lastFailure()).isNull();
			SnapshotInstance.killed(this.directory, afterwards);
		}
		for (Path crashed : new Path[] { during, afterwards }) {
			try (SnapshotInstance after = SnapshotInstance.started(crashed)) {
				assertThat(after.status().lastFailure()).isNull();
				assertThat(after.get("key")).isNotEqualTo("old");
			}
		}
	}

	private static void load(SnapshotInstance instance, String value) {
		instance.tier().putIf("key", SnapshotInstance.entry(instance.tier(), value), null, () -> true);
	}

}
