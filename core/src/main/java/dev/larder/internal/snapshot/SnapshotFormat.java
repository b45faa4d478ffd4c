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

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The numbers of the files' format, which {@code docs/warm-restart.md} specifies.
 */
final class SnapshotFormat {

	static final int VERSION = 1;

	/**
	 * {@code LarderSn}: a snapshot.
	 */
	static final long SNAPSHOT_MAGIC = 0x4C6172646572536EL;

	/**
	 * {@code LarderCh}: a change log.
	 */
	static final long CHANGES_MAGIC = 0x4C61726465724368L;

	/**
	 * Magic, version, the sequence of a change log, and when the file was begun in
	 * milliseconds since the epoch; then the checksum.
	 */
	static final int HEADER_LENGTH = 28 + 4;

	static final int CACHE = 1;

	static final int ENTRY = 2;

	static final int END = 3;

	/**
	 * A record's type and the length of its body, before the body.
	 */
	static final int RECORD_HEAD = 5;

	static final int CHECKSUM_LENGTH = 4;

	/**
	 * The longest body of a record: 18 MiB, for a value of 16 MiB and its key.
	 */
	static final int MAX_BODY = 18 * 1024 * 1024;

	static final int KEY_CHANGED = 1;

	static final int CACHE_CLEARED = 2;

	static final int CHANGE_LENGTH = 1 + KeyIdentity.LENGTH + CHECKSUM_LENGTH;

	private SnapshotFormat() {
	}

	static byte[] header(long magic, long sequence, long now) {
		ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
		header.putLong(magic).putInt(VERSION).putLong(sequence).putLong(now);
		header.putInt(checksum(header.array(), 0, header.position()));
		return header.array();
	}

	/**
	 * Reads a header.
	 * @return the sequence it names
	 * @throws DamagedSnapshotException if it is none, or one of another version
	 */
	static long sequence(byte[] data, long magic) throws DamagedSnapshotException {
		ByteBuffer header = ByteBuffer.wrap(data);
		if (data.length < HEADER_LENGTH || header.getLong(0) != magic) {
			throw new DamagedSnapshotException("it was not written by Larder");
		}
		int version = header.getInt(8);
		if (version > VERSION) {
			throw new DamagedSnapshotException("it was written by a newer version of Larder, in format " + version);
		}
		if (version != VERSION || header.getInt(HEADER_LENGTH - 4) != checksum(data, 0, HEADER_LENGTH - 4)) {
			throw new DamagedSnapshotException("its header is damaged");
		}
		return header.getLong(12);
	}

	static int checksum(byte[] data, int offset, int length) {
		CRC32C checksum = new CRC32C();
		checksum.update(data, offset, length);
		return (int) checksum.getValue();
	}

}
