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

/**
 * A key as it is written to a snapshot. The data is not copied.
 */
final class StoredKey {

	private final KeyIdentity identity;

	private final int format;

	private final byte[] data;

	/**
	 * Creates a stored key.
	 * @param identity what stands for the key in the change log
	 * @param format the number of the serializer that wrote it
	 * @param data its bytes
	 */
	StoredKey(KeyIdentity identity, int format, byte[] data) {
		this.identity = identity;
		this.format = format;
		this.data = data;
	}

	KeyIdentity identity() {
		return this.identity;
	}

	int format() {
		return this.format;
	}

	byte[] data() {
		return this.data;
	}

}
