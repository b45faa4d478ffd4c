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

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.ThrowingFunction;

/**
 * The configured clusters, as far as whoever asks may see them: one that is out of the
 * user's scope is answered like one that does not exist. Safe for use by several threads.
 */
@Component
public class ClusterCatalog implements DisposableBean {

	/**
	 * How long the start waits for a resolver.
	 */
	private static final Duration FIRST_RESOLUTION = Duration.ofSeconds(2);

	private final Map<String, Cluster> configured = new LinkedHashMap<>();

	/**
	 * The clusters whose servers are found by a name.
	 */
	private final Map<String, ServerAddress> names = new LinkedHashMap<>();

	private final ServerNames serverNames;

	private final CurrentScope scope;

	@Autowired
	ClusterCatalog(AdminProperties properties, CurrentScope scope) {
		this(properties, scope, InetAddress::getAllByName);
	}

	ClusterCatalog(AdminProperties properties, CurrentScope scope, ThrowingFunction<String, InetAddress[]> resolver) {
		this.scope = scope;
		for (int i = 0; i < properties.clusters().size(); i++) {
			add(properties.clusters().get(i), "larder.admin.clusters[" + i + "]");
		}
		this.serverNames = new ServerNames(this.names.values(), properties.dnsInterval(), resolver, Clock.systemUTC());
		this.serverNames.await(FIRST_RESOLUTION);
	}

	private void add(AdminProperties.Cluster cluster, String property) {
		String dns = cluster.dns();
		if (cluster.servers().isEmpty() == (dns == null)) {
			throw new InvalidAdminSettingException(property,
					"it has " + ((dns == null) ? "neither 'servers' nor 'dns'." : "both 'servers' and 'dns'."),
					"List the servers, or write the DNS name whose addresses they are.");
		}
		if (dns != null) {
			this.names.put(cluster.name(), address(dns, property + ".dns"));
		}
		Cluster added = new Cluster(cluster.name(), servers(cluster.servers(), property + ".servers"), null);
		if (this.configured.put(added.name(), added) != null) {
			throw new InvalidAdminSettingException(property + ".name",
					"there is already a cluster '" + added.name() + "'.", "Give every cluster a name of its own.");
		}
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
		return all().stream().filter((cluster) -> visible.includesCluster(cluster.name())).toList();
	}

	/**
	 * Returns all clusters, whoever asks: an application in a user's scope has its items
	 * somewhere, and the user's right to them comes from the application.
	 * @return the clusters in their configured order
	 */
	public List<Cluster> all() {
		return this.configured.values().stream().map(this::current).toList();
	}

	private Cluster current(Cluster cluster) {
		ServerAddress name = this.names.get(cluster.name());
		if (name == null) {
			return cluster;
		}
		ServerNames.Found found = this.serverNames.find(name);
		return new Cluster(cluster.name(), found.servers(), found.resolution());
	}

	/**
	 * Returns a cluster.
	 * @param name its name
	 * @return the cluster
	 * @throws ApiException if there is none
	 */
	public Cluster cluster(String name) {
		Cluster cluster = this.configured.get(name);
		if (cluster == null || !this.scope.get().includesCluster(name)) {
			throw new ApiException(ProblemCode.UNKNOWN_CLUSTER, "There is no cluster '" + name + "'; there are: "
					+ clusters().stream().map(Cluster::name).toList());
		}
		return current(cluster);
	}

	/**
	 * Returns a server.
	 * @param cluster the name of its cluster
	 * @param id its id
	 * @return the server
	 * @throws ApiException if there is none, or not any more
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

	@Override
	public void destroy() {
		this.serverNames.close();
	}

}
