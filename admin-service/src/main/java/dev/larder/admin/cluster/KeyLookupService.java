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

import java.util.Map;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.ItemMetadata;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.admin.value.ValueAccess;
import dev.larder.admin.value.ValuePreview;
import dev.larder.admin.value.ValuePreviewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/**
 * Looks for a key on every server of a cluster: not only on the one that should have it,
 * so that copies left elsewhere are seen. Safe for use by several threads.
 */
@Service
public class KeyLookupService {

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final FanOut fanOut;

	private final ValuePreviewer previewer;

	private final ValueAccess valueAccess;

	private final int maxPreviewBytes;

	KeyLookupService(ClusterCatalog catalog, ServerGateway gateway, FanOut fanOut, ValuePreviewer previewer,
			ValueAccess valueAccess, AdminProperties properties) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
		this.previewer = previewer;
		this.valueAccess = valueAccess;
		this.maxPreviewBytes = Math.toIntExact(properties.maxPreviewSize().toBytes());
	}

	/**
	 * Looks for a key.
	 * @param cluster the name of the cluster
	 * @param key the key
	 * @param withValue whether to show the value too
	 * @param user for whom
	 * @return what the servers have
	 * @throws AccessDeniedException if the value is wanted, but the user may not see it
	 */
	public KeyLookup lookUp(String cluster, ItemKey key, boolean withValue, Authentication user) {
		Cluster found = this.catalog.cluster(cluster);
		if (withValue) {
			this.valueAccess.require(user, Map.of("cluster", cluster, "keySha256", key.digest()));
		}
		Answers<FoundItem> answers = this.fanOut
			.ask(found.servers(), ClusterServer::id, (server) -> find(server, key, withValue))
			.requireAny();
		return new KeyLookup(key.digest(), answers.summary(), answers.results());
	}

	private FoundItem find(ClusterServer server, ItemKey key, boolean withValue) {
		Inspection inspection = this.gateway.inspect(server, key, withValue ? this.maxPreviewBytes : 0);
		return FoundItem.of(inspection, preview(key, inspection));
	}

	private @Nullable ValuePreview preview(ItemKey key, Inspection inspection) {
		StoredValue value = inspection.value();
		ItemMetadata metadata = inspection.metadata();
		if (value == null || metadata == null) {
			return null;
		}
		return this.previewer.preview(key.text(), metadata.flags(), value.bytes(), value.length());
	}

}
