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

package dev.larder.admin.overview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.internal.memcached.KetamaRing;
import dev.larder.internal.memcached.NodeAddress;

/**
 * The share of all keys that each server of a cluster is expected to get. Clients place
 * keys by the names and weights of servers in their own settings: this is right if the
 * names are the same here, and all weigh the same.
 */
public final class RingShares {

	private RingShares() {
	}

	/**
	 * Returns the shares.
	 * @param cluster the cluster
	 * @return the shares, from 0 to 1, by the server's id; none of a cluster with a
	 * single server, which has all
	 */
	public static Map<String, Double> of(Cluster cluster) {
		List<ClusterServer> servers = cluster.servers();
		Map<String, Double> shares = new LinkedHashMap<>();
		if (servers.size() > 1) {
			double[] ring = new KetamaRing(
					servers.stream().map((server) -> NodeAddress.parse(server.address().name())).toList())
				.shares();
			for (int i = 0; i < ring.length; i++) {
				shares.put(servers.get(i).id(), ring[i]);
			}
		}
		return shares;
	}

}
