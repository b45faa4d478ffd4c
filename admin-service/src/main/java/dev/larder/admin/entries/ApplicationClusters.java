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

package dev.larder.admin.entries;

import java.util.Collection;
import java.util.List;

import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds out in which cluster an application keeps its items, be it in the user's scope or
 * not: the right to them comes from the application.
 */
@Component
public class ApplicationClusters {

	private final ClusterCatalog catalog;

	ApplicationClusters(ClusterCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Returns the cluster that is configured for the application, or the one that has a
	 * server the instances name, or the only one there is.
	 * @param application the application
	 * @param nodes the addresses of servers as the instances call them
	 * @return the cluster, or {@code null} if it is not known
	 */
	public @Nullable Cluster find(ClientApplication application, Collection<String> nodes) {
		List<Cluster> all = this.catalog.all();
		if (application.cluster() != null) {
			String name = application.cluster();
			return all.stream().filter((cluster) -> cluster.name().equals(name)).findFirst().orElseThrow();
		}
		return all.stream()
			.filter((cluster) -> cluster.servers().stream().anyMatch((server) -> isOneOf(nodes, server)))
			.findFirst()
			.orElse((all.size() == 1) ? all.get(0) : null);
	}

	private static boolean isOneOf(Collection<String> nodes, ClusterServer server) {
		return nodes.stream().anyMatch(server.address().name()::equalsIgnoreCase);
	}

}
