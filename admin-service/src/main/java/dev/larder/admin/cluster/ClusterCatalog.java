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
import dev.larder.admin.memcached.ServerAccess;
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
	 * How long the start waits until servers are found.
	 */
	private static final Duration FIRST_RESOLUTION = Duration.ofSeconds(2);

	private final Map<String, Cluster> configured = new LinkedHashMap<>();

	/**
	 * What finds the servers of the clusters that do not list them.
	 */
	private final Map<String, ServerSource> sources = new LinkedHashMap<>();

	/**
	 * What the servers of these clusters want.
	 */
	private final Map<String, ServerAccess> accesses = new LinkedHashMap<>();

	private final AdminProperties properties;

	private final ThrowingFunction<String, InetAddress[]> resolver;

	private final ClusterAccess access;

	private final ServerNames serverNames;

	private final CurrentScope scope;

	@Autowired
	ClusterCatalog(AdminProperties properties, ClusterAccess access, CurrentScope scope) {
		this(properties, access, scope, InetAddress::getAllByName);
	}

	ClusterCatalog(AdminProperties properties, ClusterAccess access, CurrentScope scope,
			ThrowingFunction<String, InetAddress[]> resolver) {
		this.properties = properties;
		this.access = access;
		this.scope = scope;
		this.resolver = resolver;
		for (int i = 0; i < properties.clusters().size(); i++) {
			add(properties.clusters().get(i), "larder.admin.clusters[" + i + "]");
		}
		this.serverNames = new ServerNames(this.sources.values(), properties.dnsInterval(), Clock.systemUTC());
		this.serverNames.await(FIRST_RESOLUTION);
	}

	private void add(AdminProperties.Cluster cluster, String property) {
		String dns = cluster.dns();
		String elasticache = cluster.elasticache();
		requireOneOf(cluster, property);
		ServerAccess access = this.access.of(cluster, property);
		if (dns != null) {
			ServerAddress name = address(dns, property + ".dns");
			this.sources.put(cluster.name(), new DnsSource(name, this.resolver));
			this.accesses.put(cluster.name(), access.certifiedAs(name.host()));
		}
		if (elasticache != null) {
			this.sources.put(cluster.name(), new EndpointSource(address(elasticache, property + ".elasticache"), access,
					this.properties.connectTimeout(), this.properties.readTimeout(), this.properties.deadline()));
			this.accesses.put(cluster.name(), access);
		}
		Cluster added = new Cluster(cluster.name(), servers(cluster.servers(), access, property + ".servers"), null);
		if (this.configured.put(added.name(), added) != null) {
			throw new InvalidAdminSettingException(property + ".name",
					"there is already a cluster '" + added.name() + "'.", "Give every cluster a name of its own.");
		}
	}

	private static void requireOneOf(AdminProperties.Cluster cluster, String property) {
		List<String> present = new ArrayList<>();
		if (!cluster.servers().isEmpty()) {
			present.add("'servers'");
		}
		if (cluster.dns() != null) {
			present.add("'dns'");
		}
		if (cluster.elasticache() != null) {
			present.add("'elasticache'");
		}
		if (present.size() != 1) {
			throw new InvalidAdminSettingException(property,
					"it has " + (present.isEmpty() ? "none of 'servers', 'dns' and 'elasticache'."
							: String.join(" and ", present) + "."),
					"List the servers, or write the DNS name whose addresses they are,"
							+ " or the configuration endpoint that tells them.");
		}
	}

	private static List<ClusterServer> servers(List<String> addresses, ServerAccess access, String property) {
		Map<String, ClusterServer> servers = new LinkedHashMap<>();
		for (int i = 0; i < addresses.size(); i++) {
			ClusterServer server = ClusterServer.of(address(addresses.get(i), property + "[" + i + "]"), access);
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
		ServerSource source = this.sources.get(cluster.name());
		if (source == null) {
			return cluster;
		}
		ServerNames.Found found = this.serverNames.find(source);
		ServerAccess access = this.accesses.getOrDefault(cluster.name(), ServerAccess.FREE);
		return new Cluster(cluster.name(),
				found.servers().stream().map((server) -> ClusterServer.of(server.address(), access)).toList(),
				found.resolution());
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
