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
package dev.larder.internal.memcached;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Consistent hashing of keys to nodes by their fixed names, so that a node that comes or
 * goes moves only its own share of the keys, and a node that is down keeps its keys.
 * Immutable.
 * <p>
 * The algorithm is that of libketama (Last.fm, {@code ketama.c}), so that other clients
 * set to it find the same node: of <i>n</i> nodes, one with the weight <i>w</i> of a
 * total <i>W</i> gets <i>floor(40 n w / W)</i> digests, the MD5 of {@code host:port-i}
 * for <i>i</i> from 0, each of which gives four points: its bytes in groups of four, as
 * unsigned little-endian numbers. The first four bytes of a key's MD5 are read the same
 * way, and the key belongs to the first point that is not below them, or to the lowest.
 * Unlike libmemcached's variant, the port is always part of the name, also 11211.
 */
public final class KetamaRing {

	private static final int DIGESTS_PER_NODE = 40;

	private static final int POINTS_PER_DIGEST = 4;

	// A point and its owner are sorted as one number
	private static final int OWNER_BITS = 24;

	/**
	 * How many points there could be.
	 */
	private static final long RANGE = 1L << Integer.SIZE;

	private static final long OWNER_MASK = (1L << OWNER_BITS) - 1;

	private final int nodes;

	private final MessageDigest md5;

	private final long[] points;

	private final int[] owners;

	/**
	 * Creates a ring.
	 * @param addresses the nodes; their order does not matter
	 */
	public KetamaRing(Collection<NodeAddress> addresses) {
		Assert.notEmpty(addresses, "'addresses' must not be empty");
		List<NodeAddress> list = List.copyOf(addresses);
		this.nodes = list.size();
		this.md5 = md5();
		long[] entries = entries(list);
		Arrays.sort(entries);
		this.points = Arrays.stream(entries).map((entry) -> entry >> OWNER_BITS).toArray();
		this.owners = Arrays.stream(entries).mapToInt((entry) -> (int) (entry & OWNER_MASK)).toArray();
	}

	private KetamaRing(int nodes, MessageDigest md5, long[] points, int[] owners) {
		this.nodes = nodes;
		this.md5 = md5;
		this.points = points;
		this.owners = owners;
	}

	/**
	 * Finds the node of a key.
	 * @param key the key
	 * @return the position of the node in the addresses given to the constructor
	 */
	int nodeFor(String key) {
		if (this.nodes == 1) {
			return 0;
		}
		int index = Arrays.binarySearch(this.points, point(digest(key), 0));
		if (index < 0) {
			index = -index - 1;
		}
		while (index > 0 && index < this.points.length && this.points[index - 1] == this.points[index]) {
			index--;
		}
		return this.owners[(index < this.points.length) ? index : 0];
	}

	/**
	 * Returns a ring with the same points that passes by nodes with a rank: a key belongs
	 * to the one with the highest rank that it meets before the first without a rank, or
	 * to that one if it meets none.
	 * @param ranks the ranks in the order of the addresses given to the constructor, 0
	 * for none; one node at least has none
	 * @return the ring
	 */
	KetamaRing ranked(int[] ranks) {
		int[] ranked = this.owners.clone();
		int highest = -1;
		// Those at the end are followed by those at the start
		for (int i = 2 * ranked.length - 1; i >= 0; i--) {
			int owner = this.owners[i % ranked.length];
			if (ranks[owner] == 0 || highest < 0 || ranks[owner] > ranks[highest]) {
				highest = owner;
			}
			ranked[i % ranked.length] = highest;
		}
		return new KetamaRing(this.nodes, this.md5, this.points, ranked);
	}

	/**
	 * Returns the share of all keys that each node is expected to get.
	 * @return the shares in the order of the addresses given to the constructor; their
	 * sum is 1
	 */
	public double[] shares() {
		double[] shares = new double[this.nodes];
		if (this.nodes == 1) {
			shares[0] = 1;
			return shares;
		}
		long before = this.points[this.points.length - 1] - RANGE;
		for (int i = 0; i < this.points.length; i++) {
			shares[this.owners[i]] += (double) (this.points[i] - before) / RANGE;
			before = this.points[i];
		}
		return shares;
	}

	private long[] entries(List<NodeAddress> addresses) {
		long totalWeight = addresses.stream().mapToLong(NodeAddress::weight).sum();
		long[] entries = new long[0];
		for (int owner = 0; owner < addresses.size(); owner++) {
			NodeAddress address = addresses.get(owner);
			int digests = Math.toIntExact(DIGESTS_PER_NODE * (long) addresses.size() * address.weight() / totalWeight);
			int start = entries.length;
			entries = Arrays.copyOf(entries, start + digests * POINTS_PER_DIGEST);
			for (int i = 0; i < digests; i++) {
				byte[] digest = digest(address.name() + "-" + i);
				for (int j = 0; j < POINTS_PER_DIGEST; j++) {
					entries[start + i * POINTS_PER_DIGEST + j] = (point(digest, j) << OWNER_BITS) + owner;
				}
			}
		}
		return entries;
	}

	private byte[] digest(String text) {
		try {
			// A clone costs a third of getInstance(), and nothing is shared
			return ((MessageDigest) this.md5.clone()).digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("The JDK's MD5 cannot be cloned", ex);
		}
	}

	private static long point(byte[] digest, int index) {
		long point = 0;
		for (int i = Integer.BYTES - 1; i >= 0; i--) {
			point = (point << Byte.SIZE) + Byte.toUnsignedLong(digest[index * Integer.BYTES + i]);
		}
		return point;
	}

	private static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5", ex);
		}
	}

}
