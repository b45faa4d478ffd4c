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
package dev.larder.coherence;

import java.util.Arrays;

import org.springframework.util.Assert;

/**
 * A message of one instance to the others: items of a node were changed, so that copies
 * of them are out of date. Immutable.
 */
public final class Invalidation {

	private final String node;

	private final long origin;

	private final long writtenAt;

	private final boolean everything;

	private final int[] keyHashes;

	Invalidation(String node, long origin, long writtenAt, boolean everything, int[] keyHashes) {
		Assert.notNull(node, "'node' must not be null");
		this.node = node;
		this.origin = origin;
		this.writtenAt = writtenAt;
		this.everything = everything;
		this.keyHashes = keyHashes;
	}

	/**
	 * Creates the invalidation of some keys.
	 * @param node the name of the node
	 * @param origin a random number that stands for the instance that made the changes
	 * @param writtenAt when the changes are announced, in milliseconds since the epoch
	 * @param keyHashes the {@link String#hashCode()} of each key as memcached sees it
	 * @return the invalidation
	 */
	public static Invalidation ofKeys(String node, long origin, long writtenAt, int... keyHashes) {
		return new Invalidation(node, origin, writtenAt, false, keyHashes.clone());
	}

	/**
	 * Creates the invalidation of everything on a node.
	 * @param node the name of the node
	 * @param origin a random number that stands for the instance that made the changes
	 * @param writtenAt when the changes are announced, in milliseconds since the epoch
	 * @return the invalidation
	 */
	public static Invalidation ofEverything(String node, long origin, long writtenAt) {
		return new Invalidation(node, origin, writtenAt, true, new int[0]);
	}

	/**
	 * Reads an invalidation.
	 * @param bytes the bytes from {@link #toBytes()}
	 * @return the invalidation
	 * @throws IllegalArgumentException if the bytes are damaged, of an unknown version,
	 * or something else
	 */
	public static Invalidation fromBytes(byte[] bytes) {
		return InvalidationFormat.read(bytes);
	}

	/**
	 * Returns the name of the node.
	 * @return {@code host:port}
	 */
	public String node() {
		return this.node;
	}

	/**
	 * Returns the number that stands for the instance that made the changes.
	 * @return the number
	 */
	public long origin() {
		return this.origin;
	}

	/**
	 * Returns when the changes were announced.
	 * @return milliseconds since the epoch, by the clock of that instance
	 */
	public long writtenAt() {
		return this.writtenAt;
	}

	/**
	 * Returns whether all items of the node count as changed.
	 * @return whether the keys do not matter
	 */
	public boolean isEverything() {
		return this.everything;
	}

	/**
	 * Returns the hashes of the changed keys.
	 * @return the hashes, none if {@linkplain #isEverything() everything} changed
	 */
	public int[] keyHashes() {
		return this.keyHashes.clone();
	}

	/**
	 * Writes the invalidation. The format is in {@code docs/coherence.md}.
	 * @return the bytes
	 */
	public byte[] toBytes() {
		return InvalidationFormat.write(this);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Invalidation that && this.node.equals(that.node) && this.origin == that.origin
				&& this.writtenAt == that.writtenAt && this.everything == that.everything
				&& Arrays.equals(this.keyHashes, that.keyHashes);
	}

	@Override
	public int hashCode() {
		return 31 * Long.hashCode(this.origin) + Long.hashCode(this.writtenAt);
	}

	@Override
	public String toString() {
		return "Invalidation[node=" + this.node + ", origin=" + Long.toHexString(this.origin) + ", "
				+ (this.everything ? "everything" : "keys=" + this.keyHashes.length) + "]";
	}

}
