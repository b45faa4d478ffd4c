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
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChangeLog} and {@link ChangedKeys}.
 */
class ChangeLogTests {

	private static final KeyIdentity ONE = KeyIdentity.of("one");

	private static final KeyIdentity TWO = KeyIdentity.of("two");

	private static final KeyIdentity CACHE = KeyIdentity.of("cache");

	@TempDir
	private Path directory;

	private final SortedMap<Long, Path> logs = new TreeMap<>();

	@Test
	void changesAreRead() throws IOException {
		write(3, ONE, TWO);
		ChangedKeys changed = ChangedKeys.read(this.logs, 3);
		assertThat(changed.contains(ONE)).isTrue();
		assertThat(changed.contains(TWO)).isTrue();
		assertThat(changed.contains(CACHE)).isFalse();
	}

	@Test
	void clearedCacheIsRead() throws IOException {
		ChangeLog log = create(3);
		log.append(ChangeLog.Kind.CACHE_CLEARED, CACHE);
		log.close();
		ChangedKeys changed = ChangedKeys.read(this.logs, 3);
		assertThat(changed.containsCache(CACHE)).isTrue();
		assertThat(changed.contains(CACHE)).isFalse();
	}

	@Test
	void allLogsSinceTheSnapshotAreRead() throws IOException {
		write(3, ONE);
		write(4, TWO);
		ChangedKeys changed = ChangedKeys.read(this.logs, 3);
		assertThat(changed.contains(ONE)).isTrue();
		assertThat(changed.contains(TWO)).isTrue();
	}

	@Test
	void logsBeforeTheSnapshotDoNotMatter() throws IOException {
		write(3, ONE);
		write(4, TWO);
		assertThat(ChangedKeys.read(this.logs, 4).contains(ONE)).isFalse();
	}

	@Test
	void tornTailIsTolerated() throws IOException {
		write(3, ONE, TWO);
		byte[] intact = Files.readAllBytes(file(3));
		for (int torn = 1; torn < ChangeLog.CHANGE_LENGTH; torn++) {
			Files.write(file(3), Arrays.copyOf(intact, intact.length - torn));
			ChangedKeys changed = ChangedKeys.read(this.logs, 3);
			assertThat(changed.contains(ONE)).isTrue();
			assertThat(changed.contains(TWO)).isFalse();
		}
	}

	@Test
	void logWithoutAWholeHeaderIsEmpty() throws IOException {
		write(3, ONE);
		Files.write(file(4), new byte[SnapshotFormat.HEADER_LENGTH - 1]);
		this.logs.put(4L, file(4));
		assertThat(ChangedKeys.read(this.logs, 3).contains(ONE)).isTrue();
	}

	@Test
	void damageIsSeen() throws IOException {
		write(3, ONE, TWO);
		byte[] intact = Files.readAllBytes(file(3));
		for (int i = 0; i < intact.length; i++) {
			byte[] damaged = intact.clone();
			damaged[i] ^= 4;
			Files.write(file(3), damaged);
			assertThatExceptionOfType(DamagedSnapshotException.class).as("byte " + i)
				.isThrownBy(() -> ChangedKeys.read(this.logs, 3));
		}
	}

	@Test
	void missingLogIsSeen() throws IOException {
		write(3, ONE);
		write(5, TWO);
		assertThatExceptionOfType(DamagedSnapshotException.class).isThrownBy(() -> ChangedKeys.read(this.logs, 3));
		assertThatExceptionOfType(DamagedSnapshotException.class).isThrownBy(() -> ChangedKeys.read(this.logs, 2));
		assertThatExceptionOfType(DamagedSnapshotException.class).isThrownBy(() -> ChangedKeys.read(this.logs, 6));
		assertThatExceptionOfType(DamagedSnapshotException.class)
			.isThrownBy(() -> ChangedKeys.read(new TreeMap<>(), 1));
	}

	@Test
	void interruptedThreadWritesItsChange() throws IOException {
		ChangeLog log = create(3);
		Thread.currentThread().interrupt();
		log.append(ChangeLog.Kind.KEY_CHANGED, ONE);
		assertThat(Thread.interrupted()).isTrue();
		log.append(ChangeLog.Kind.KEY_CHANGED, TWO);
		log.close();
		ChangedKeys changed = ChangedKeys.read(this.logs, 3);
		assertThat(changed.contains(ONE)).isTrue();
		assertThat(changed.contains(TWO)).isTrue();
	}

	private void write(long sequence, KeyIdentity... changed) throws IOException {
		ChangeLog log = create(sequence);
		for (KeyIdentity key : changed) {
			log.append(ChangeLog.Kind.KEY_CHANGED, key);
		}
		log.close();
	}

	private ChangeLog create(long sequence) throws IOException {
		this.logs.put(sequence, file(sequence));
		return ChangeLog.create(file(sequence), sequence, 1_000);
	}

	private Path file(long sequence) {
		return this.directory.resolve("changes-" + sequence);
	}

}
