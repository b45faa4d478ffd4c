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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.larder.internal.entry.Item;
import dev.larder.internal.snapshot.SnapshotFormat.CacheStart;
import dev.larder.internal.snapshot.SnapshotFormat.SnapshotRecord;
import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SnapshotWriter} and {@link SnapshotReader}.
 */
@ServerTest
class SnapshotFileTests {

	@TempDir
	private Path directory;

	private Path file;

	private byte[] intact;

	@BeforeEach
	void write() throws IOException {
		this.file = this.directory.resolve("file");
		try (SnapshotWriter writer = new SnapshotWriter(SnapshotFiles.create(this.file), 7, 1_000)) {
			writer.cache("products");
			writer.entry(entry("one", 3));
			writer.cache("offers");
			writer.entry(entry("two", 0));
			writer.end();
		}
		this.intact = Files.readAllBytes(this.file);
	}

	@Test
	void whatWasWrittenIsRead() throws IOException {
		List<Object> read = new ArrayList<>();
		try (SnapshotReader reader = SnapshotReader.open(this.file)) {
			assertThat(reader.firstLog()).isEqualTo(7);
			SnapshotRecord next = reader.next();
			while (next != null) {
				read.add((next instanceof StoredEntry entry) ? text(entry) : next);
				next = reader.next();
			}
		}
		assertThat(read).containsExactly(new CacheStart("products"), "one 3 [1, 2, 3]", new CacheStart("offers"),
				"two 0 [1, 2, 3]");
	}

	@Test
	void truncationIsSeenAtEveryByte() throws IOException {
		for (int length = 0; length < this.intact.length; length++) {
			assertDamaged(Arrays.copyOf(this.intact, length), "length " + length);
		}
	}

	@Test
	void everyFlippedBitIsSeen() throws IOException {
		for (int bit = 0; bit < this.intact.length * 8; bit++) {
			byte[] damaged = this.intact.clone();
			damaged[bit / 8] ^= (byte) (1 << (bit % 8));
			assertDamaged(damaged, "bit " + bit);
		}
	}

	@Test
	void whatFollowsTheEndIsDamage() throws IOException {
		assertDamaged(Arrays.copyOf(this.intact, this.intact.length + 1), "a byte more");
	}

	@Test
	void missingRecordIsSeen() throws IOException {
		int first = SnapshotFormat.HEADER_LENGTH;
		int length = SnapshotFormat.RECORD_HEAD + "products".length() + SnapshotFormat.CHECKSUM_LENGTH;
		byte[] damaged = new byte[this.intact.length - length];
		System.arraycopy(this.intact, 0, damaged, 0, first);
		System.arraycopy(this.intact, first + length, damaged, first, damaged.length - first);
		assertDamaged(damaged, "without the first record");
	}

	@Test
	void hugeLengthsTakeNoMemory() throws IOException {
		for (int length : new int[] { Integer.MAX_VALUE, Integer.MIN_VALUE, -1, SnapshotFormat.MAX_BODY + 1,
				SnapshotFormat.MAX_BODY }) {
			byte[] damaged = this.intact.clone();
			ByteBuffer.wrap(damaged).putInt(SnapshotFormat.HEADER_LENGTH + 1, length);
			assertDamaged(damaged, "length " + length);
		}
	}

	@Test
	void hugeLengthOfAKeyTakesNoMemory() {
		for (int length : new int[] { Integer.MAX_VALUE, Integer.MIN_VALUE, -1 }) {
			byte[] body = entry("one", 3).write();
			ByteBuffer.wrap(body).putInt(KeyIdentity.LENGTH + 5, length);
			assertThatExceptionOfType(DamagedSnapshotException.class)
				.isThrownBy(() -> StoredEntry.read(ByteBuffer.wrap(body)))
				.withMessageContaining("length");
		}
	}

	@Test
	void foreignFileIsNamedSo() throws IOException {
		Files.writeString(this.file, "Some other program's file, which is long enough for a header");
		assertThatExceptionOfType(DamagedSnapshotException.class).isThrownBy(() -> SnapshotReader.verify(this.file))
			.withMessageContaining("not written by Larder");
	}

	@Test
	void newerVersionIsNamedSo() throws IOException {
		ByteBuffer.wrap(this.intact).putInt(8, SnapshotFormat.VERSION + 1);
		Files.write(this.file, this.intact);
		assertThatExceptionOfType(DamagedSnapshotException.class).isThrownBy(() -> SnapshotReader.verify(this.file))
			.withMessageContaining("newer version");
	}

	@Test
	void intactFileIsIntact() {
		assertThatNoException().isThrownBy(() -> SnapshotReader.verify(this.file));
	}

	private void assertDamaged(byte[] data, String description) throws IOException {
		Files.write(this.file, data);
		assertThatExceptionOfType(DamagedSnapshotException.class).as(description)
			.isThrownBy(() -> SnapshotReader.verify(this.file));
	}

	private static StoredEntry entry(String key, int format) {
		return new StoredEntry(KeyIdentity.of(key), format, key.getBytes(StandardCharsets.UTF_8),
				new Item(4711, new byte[] { 1, 2, 3 }));
	}

	private static String text(StoredEntry entry) {
		assertThat(entry.value().flags()).isEqualTo(4711);
		return new String(entry.key(), StandardCharsets.UTF_8) + " " + entry.keyFormat() + " "
				+ Arrays.toString(entry.value().data());
	}

}
