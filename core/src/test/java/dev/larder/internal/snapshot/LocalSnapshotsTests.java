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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.snapshot.SnapshotTypes.Allowed;
import dev.larder.internal.snapshot.SnapshotTypes.Opaque;
import dev.larder.internal.snapshot.SnapshotTypes.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LocalSnapshots}.
 */
@Timeout(60)
class LocalSnapshotsTests {

	@TempDir
	private Path temp;

	@Test
	void entriesAreBackAfterARestart() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("text", "value");
			before.put(7L, new Allowed("name", 1));
			before.put("null", null);
			before.other().put("text", SnapshotInstance.entry(before.other(), "other value"));
		}
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("text")).isEqualTo("value");
			assertThat(after.get(7L)).isEqualTo(new Allowed("name", 1));
			assertThat(after.tier().get("null")).isNotNull().extracting(Entry::get).isNull();
			assertThat(after.other().get("text")).isNotNull().extracting(Entry::get).isEqualTo("other value");
			assertThat(after.status().restored()).isEqualTo(4);
		}
	}

	@Test
	void entriesAreBackAfterSeveralRestarts() {
		try (SnapshotInstance first = SnapshotInstance.started(directory())) {
			first.put("key", "value");
		}
		for (int i = 0; i < 3; i++) {
			try (SnapshotInstance next = SnapshotInstance.started(directory())) {
				assertThat(next.get("key")).isEqualTo("value");
			}
		}
	}

	@Test
	void keysOfAllKindsAreBack() {
		List<Object> keys = List.of("text", "", 1, 1L, new SimpleKey(), new SimpleKey("a", 2L), List.of("a", 1),
				new Allowed("name", 1), SimpleKey.EMPTY);
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			keys.forEach((key) -> before.put(key, key.getClass().getName() + key));
		}
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(keys).allSatisfy((key) -> assertThat(after.get(key)).isEqualTo(key.getClass().getName() + key));
		}
	}

	@Test
	void entryLivesNoLongerThanItWouldHave() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			Entry restored = after.tier().get("key");
			assertThat(restored).isNotNull();
			long left = restored.freshUntil() - after.tier().now();
			assertThat(left).isLessThanOrEqualTo(restored.freshUntil() - restored.writtenAt());
			assertThat(restored.freshUntil()).isLessThanOrEqualTo(System.currentTimeMillis() + 3_600_000);
		}
	}

	@Test
	void entryThatExpiredMeanwhileIsLeftOut() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
			long now = System.currentTimeMillis();
			before.tier().put("endless", Entry.of("value", before.tier().generation(), now, Entry.NEVER, 0));
		}
		Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
		try (SnapshotInstance after = new SnapshotInstance(directory(), Duration.ofSeconds(30), later)) {
			after.start();
			after.awaitRestored();
			assertThat(after.get("key")).isNull();
			assertThat(after.get("endless")).isEqualTo("value");
			assertThat(after.tier().get("endless")).isNotNull().extracting(Entry::freshUntil).isEqualTo(Entry.NEVER);
		}
	}

	@Test
	void clockThatWasSetBackLetsNoEntryLiveLonger() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-100));
		try (SnapshotInstance after = new SnapshotInstance(directory(), Duration.ofSeconds(30), earlier)) {
			after.start();
			after.awaitRestored();
			assertThat(after.tier().get("key")).isNotNull()
				.satisfies((entry) -> assertThat(entry.freshUntil() - entry.writtenAt()).isEqualTo(3_600_000));
		}
	}

	@Test
	void entryThatDoesNotKnowWhenItWasWrittenIsBackForAsLongAsItHad() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			LocalTier tier = before.tier("compact", false);
			tier.put("key", tier.compact(SnapshotInstance.entry(tier, "value")));
		}
		for (long hours : new long[] { 0, -100 }) {
			Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
			try (SnapshotInstance after = new SnapshotInstance(directory(), Duration.ofSeconds(30), clock)) {
				LocalTier tier = after.tier("compact", false);
				after.start();
				after.awaitRestored();
				assertThat(tier.get("key")).isNotNull()
					.extracting((entry) -> entry.freshUntil() - clock.millis())
					.satisfies((left) -> assertThat(left).isBetween(3_000_000L, 3_600_000L));
			}
		}
	}

	@Test
	void whatChangedSinceTheLastSnapshotIsNotRestoredAfterACrash() throws Exception {
		Path crashed = this.temp.resolve("crashed");
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			Stream.of("evicted", "replaced", "kept", "absent").forEach((key) -> before.put(key, "old"));
			before.other().put("cleared", SnapshotInstance.entry(before.other(), "old"));
			before.save();
			before.tier().evict("evicted");
			before.put("replaced", "new");
			before.tier().nativeCache().invalidate("absent");
			before.tier().putIfAbsent("absent", SnapshotInstance.entry(before.tier(), "new"), (present) -> true);
			before.other().clear();
			SnapshotInstance.killed(directory(), crashed);
		}
		try (SnapshotInstance after = SnapshotInstance.started(crashed)) {
			assertThat(after.get("evicted")).isNull();
			assertThat(after.get("replaced")).isNull();
			assertThat(after.get("absent")).isNull();
			assertThat(after.other().get("cleared")).isNull();
			assertThat(after.get("kept")).isEqualTo("old");
		}
	}

	@Test
	void evictionOutlivesTwoCrashes() throws Exception {
		Path once = this.temp.resolve("once");
		Path twice = this.temp.resolve("twice");
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			Stream.of("first", "second", "kept").forEach((key) -> before.put(key, "old"));
			before.save();
			before.tier().evict("first");
			SnapshotInstance.killed(directory(), once);
		}
		try (SnapshotInstance between = SnapshotInstance.started(once)) {
			between.tier().evict("second");
			SnapshotInstance.killed(once, twice);
		}
		try (SnapshotInstance after = SnapshotInstance.started(twice)) {
			assertThat(after.get("first")).isNull();
			assertThat(after.get("second")).isNull();
			assertThat(after.get("kept")).isEqualTo("old");
		}
	}

	@Test
	void evictionBeforeRestoringBeganOutlivesACrash() throws Exception {
		Path crashed = this.temp.resolve("crashed");
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "old");
		}
		try (SnapshotInstance between = new SnapshotInstance(directory())) {
			between.tier().evict("key");
			SnapshotInstance.killed(directory(), crashed);
		}
		try (SnapshotInstance after = SnapshotInstance.started(crashed)) {
			assertThat(after.get("key")).isNull();
		}
	}

	@Test
	void changeLogsThatAreNotNeededAreDeleted() throws Exception {
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			for (int i = 0; i < 5; i++) {
				instance.put("key", "value " + i);
				instance.save();
			}
			assertThat(files()).containsExactlyInAnyOrder("larder-1.lock", "larder-1.snapshot", "larder-1.changes-5");
		}
	}

	@Test
	void instanceThatIsClosedBeforeItRestoredLeavesTheSnapshot() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		new SnapshotInstance(directory()).close();
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("key")).isEqualTo("value");
		}
	}

	@Test
	void nothingIsWrittenOnceItIsClosed() throws Exception {
		for (int i = 0; i < 20; i++) {
			try (SnapshotInstance instance = SnapshotInstance.started(directory(), Duration.ofMillis(1))) {
				instance.put("key", "value " + i);
				instance.save();
			}
			assertThat(files()).hasSize(3)
				.contains("larder-1.lock", "larder-1.snapshot")
				.anyMatch((file) -> file.startsWith("larder-1.changes-"));
		}
	}

	@Test
	void cacheThatDoesNotExistIsCreated() {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			var late = before.tier("late");
			late.put("key", SnapshotInstance.entry(late, "value"));
		}
		try (SnapshotInstance after = new SnapshotInstance(directory())) {
			after.snapshots().start((name) -> {
				assertThat(name).isEqualTo("late");
				after.tier(name);
			});
			after.awaitRestored();
			assertThat(after.status().restored()).isEqualTo(1);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void typesThatMayNotBeReadAreLeftOut(CapturedOutput output) {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("one", new Refused("one"));
			before.put("two", new Refused("two"));
			before.put(new Opaque(), "value");
			before.put(new Refused("key"), "value");
			before.put("kept", "value");
		}
		assertThat(output.getOut().split("values of type " + Refused.class.getName().replace("$", "\\$"))).hasSize(2);
		assertThat(output).contains("keys of type " + Opaque.class.getName());
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.status().restored()).isEqualTo(1);
			assertThat(after.get("kept")).isEqualTo("value");
		}
	}

	@Test
	void numberOfThoseLeftOutIsShown() throws Exception {
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			instance.put("one", new Refused("one"));
			instance.put("kept", "value");
			instance.save();
			assertThat(instance.status().leftOut()).isEqualTo(1);
			assertThat(instance.status().entries()).isEqualTo(1);
			assertThat(instance.status().bytes()).isEqualTo(Files.size(instance.status().file()));
			assertThat(instance.status().writtenAt()).isNotNull();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void damagedSnapshotIsSetAside(CapturedOutput output) throws IOException {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		byte[] snapshot = Files.readAllBytes(directory().resolve("larder-1.snapshot"));
		snapshot[snapshot.length - 20] ^= 1;
		Files.write(directory().resolve("larder-1.snapshot"), snapshot);
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("key")).isNull();
			assertThat(after.status().lastFailure()).contains("checksum");
		}
		assertThat(files()).anyMatch((file) -> file.startsWith("larder-1.snapshot.damaged-"));
		assertThat(output.getOut().split("start empty")).hasSize(2);
	}

	@Test
	void snapshotWithoutItsChangeLogIsNotTrusted() throws IOException {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		for (String log : files().filter((file) -> file.contains("changes")).toList()) {
			Files.delete(directory().resolve(log));
		}
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("key")).isNull();
		}
	}

	@Test
	void instancesInOneDirectoryHaveFilesOfTheirOwn() throws IOException {
		try (SnapshotInstance one = SnapshotInstance.started(directory());
				SnapshotInstance two = SnapshotInstance.started(directory())) {
			one.put("key", "one");
			two.put("key", "two");
		}
		assertThat(files()).contains("larder-1.snapshot", "larder-2.snapshot");
		try (SnapshotInstance one = SnapshotInstance.started(directory());
				SnapshotInstance two = SnapshotInstance.started(directory())) {
			assertThat(one.get("key")).isEqualTo("one");
			assertThat(two.get("key")).isEqualTo("two");
		}
	}

	@Test
	void filesAreTheOwnersAlone() throws IOException {
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			instance.put("key", "value");
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory()))).isEqualTo("rwx------");
		assertThat(files()).isNotEmpty()
			.allSatisfy((file) -> assertThat(
					PosixFilePermissions.toString(Files.getPosixFilePermissions(directory().resolve(file))))
				.isEqualTo("rw-------"));
	}

	@Test
	void directoryThatCannotBeCreatedIsRefused() throws IOException {
		Path file = Files.createFile(this.temp.resolve("file"));
		assertThatIOException().isThrownBy(() -> LocalSnapshots.open(file.resolve("directory"), Duration.ofMinutes(5)));
		assertThatIOException().isThrownBy(() -> LocalSnapshots.open(file, Duration.ofMinutes(5)));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void directoryThatIsLostLaterCostsAWarning(CapturedOutput output) throws Exception {
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			instance.put("key", "value");
			instance.save();
			Files.move(directory(), this.temp.resolve("elsewhere"));
			instance.put("key", "new value");
			instance.save();
			instance.save();
			assertThat(instance.get("key")).isEqualTo("new value");
			assertThat(instance.status().lastFailure()).contains("NoSuchFile");
		}
		assertThat(output.getOut().split("could not be written")).hasSize(2);
	}

	@Test
	void changeThatCannotBeWrittenDeletesTheSnapshot() throws Exception {
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			instance.put("key", "value");
			instance.save();
			breakLog(instance);
			assertThat(instance.tier().evict("key")).isTrue();
			assertThat(files()).doesNotContain("larder-1.snapshot");
			instance.put("key", "new value");
			instance.save();
		}
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("key")).isEqualTo("new value");
		}
	}

	@Test
	void changeThatCannotBeWrittenPreventsTheSnapshotBeingWritten() throws Exception {
		Path crashed = this.temp.resolve("crashed");
		try (SnapshotInstance instance = SnapshotInstance.started(directory())) {
			instance.put("key", "value");
			instance.save();
			CountDownLatch writing = new CountDownLatch(1);
			CountDownLatch evicted = new CountDownLatch(1);
			instance.serializer().whenWriting((value) -> meet(writing, evicted));
			var saving = instance.beginSaving();
			writing.await();
			breakLog(instance);
			instance.tier().evict("key");
			evicted.countDown();
			saving.get();
			assertThat(instance.status().lastFailure()).contains("could not be written");
			SnapshotInstance.killed(directory(), crashed);
		}
		try (SnapshotInstance after = SnapshotInstance.started(crashed)) {
			assertThat(after.get("key")).isNull();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void lastSnapshotIsGivenUpInTheEnd(CapturedOutput output) {
		try (SnapshotInstance before = SnapshotInstance.started(directory())) {
			before.put("key", "value");
		}
		CountDownLatch never = new CountDownLatch(1);
		try (SnapshotInstance slow = new SnapshotInstance(directory(), Duration.ofMillis(50), Clock.systemUTC())) {
			slow.start();
			slow.awaitRestored();
			slow.serializer().whenWriting((value) -> meet(new CountDownLatch(1), never));
		}
		assertThat(output).contains("given up");
		try (SnapshotInstance after = SnapshotInstance.started(directory())) {
			assertThat(after.get("key")).isEqualTo("value");
		}
	}

	// What is written to a closed file fails, as on a full disk
	private static void breakLog(SnapshotInstance instance) {
		ChangeLog current = instance.snapshots().recorder().rotate(null);
		assertThat(current).isNotNull();
		current.close();
		instance.snapshots().recorder().rotate(current);
	}

	static void meet(CountDownLatch arrived, CountDownLatch leave) {
		arrived.countDown();
		try {
			leave.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Path directory() {
		return this.temp.resolve("snapshots");
	}

	private Stream<String> files() throws IOException {
		try (Stream<Path> files = Files.list(directory())) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

}
