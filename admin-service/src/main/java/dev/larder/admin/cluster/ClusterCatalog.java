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
package dev.larder.admin.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import dev.larder.admin.memcached.ServerAddress;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Component;

/**
 * The configured clusters, as far as whoever asks may see them: one that is out of the
 * user's scope is answered like one that does not exist. Safe for use by several threads.
 */
@Component
public class ClusterCatalog {

	private final Map<String, Cluster> clusters;

	private final CurrentScope scope;

	ClusterCatalog(AdminProperties properties, CurrentScope scope) {
		this.scope = scope;
		Map<String, Cluster> clusters = new LinkedHashMap<>();
		for (int i = 0; i < properties.clusters().size(); i++) {
			AdminProperties.Cluster configured = properties.clusters().get(i);
			String property = "larder.admin.clusters[" + i + "]";
			Cluster cluster = new Cluster(configured.name(), servers(configured.servers(), property + ".servers"));
			if (clusters.put(cluster.name(), cluster) != null) {
				throw new InvalidAdminSettingException(property + ".name",
						"there is already a cluster '" + cluster.name() + "'.",
						"Give every cluster a name of its own.");
			}
		}
		this.clusters = Collections.unmodifiableMap(clusters);
	}

	private static List<ClusterServer> servers(List<String> addresses, String property) {
		Map<String, ClusterServer> servers = new LinkedHashMap<>();
		for (int i = 0; i < addresses.size(); i++) {
			ClusterServer server = ClusterServer.of(address(addresses.get(i), property + "[" + i + "]"));
			if (servers.put(server.id(), server) != null) {
				throw new InvalidAdminSettingException(property + "[" + i + "]",
						"the server " + server.address() + " is there twice.", "Remove one of the two.");
			}
		}
		return new ArrayList<>(servers.values());
	}

	private static ServerAddress address(String text, String property) {
		try {
			return ServerAddress.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAdminSettingException(property, ex.getMessage() + ".",
					"Write the server as host:port, such as cache-1:11211.");
		}
	}

	/**
	 * Returns the clusters.
	 * @return the clusters in their configured order
	 */
	public List<Cluster> clusters() {
		AccessScope visible = this.scope.get();
		return this.clusters.values().stream().filter((cluster) -> visible.includesCluster(cluster.name())).toList();
	}

	/**
	 * Returns all clusters, whoever asks: an application in a user's scope has its items
	 * somewhere, and the user's right to them comes from the application.
	 * @return the clusters in their configured order
	 */
	public List<Cluster> all() {
		return List.copyOf(this.clusters.values());
	}

	/**
	 * Returns a cluster.
	 * @param name its name
	 * @return the cluster
	 * @throws ApiException if there is none
	 */
	public Cluster cluster(String name) {
		Cluster cluster = this.clusters.get(name);
		if (cluster == null || !this.scope.get().includesCluster(name)) {
			throw new ApiException(ProblemCode.UNKNOWN_CLUSTER, "There is no cluster '" + name + "'; there are: "
					+ clusters().stream().map(Cluster::name).toList());
		}
		return cluster;
	}

	/**
	 * Returns a server.
	 * @param cluster the name of its cluster
	 * @param id its id
	 * @return the server
	 * @throws ApiException if there is none
	 */
	public ClusterServer server(String cluster, String id) {
		List<ClusterServer> servers = cluster(cluster).servers();
		return servers.stream()
			.filter((server) -> server.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_SERVER,
					"There is no server '" + id + "' in the cluster '" + cluster + "'; there are: "
							+ servers.stream().map(ClusterServer::id).toList()));
	}

}
