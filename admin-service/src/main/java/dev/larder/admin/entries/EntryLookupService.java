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

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.application.EntryReport.ValueItem;
import dev.larder.admin.application.EntryReport;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.digest.Sha256;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.value.LarderItem;
import dev.larder.admin.value.ValueAccess;
import dev.larder.admin.value.ValuePreviewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/**
 * Looks for a key of an application in all places at once: the instances say what they
 * have, and which item of memcached is that of the key; then the servers are asked for
 * it. Nothing counts as a use, and no value is shown: values are compared by digests.
 */
@Service
public class EntryLookupService {

	private final ApplicationCatalog applications;

	private final ClusterCatalog clusters;

	private final ApplicationClusters applicationClusters;

	private final InstanceGateway instances;

	private final ServerGateway servers;

	private final FanOut fanOut;

	private final ValuePreviewer previewer;

	private final ValueAccess valueAccess;

	private final Clock clock = Clock.systemUTC();

	EntryLookupService(ApplicationCatalog applications, ClusterCatalog clusters,
			ApplicationClusters applicationClusters, InstanceGateway instances, ServerGateway servers, FanOut fanOut,
			ValuePreviewer previewer, ValueAccess valueAccess) {
		this.applications = applications;
		this.clusters = clusters;
		this.applicationClusters = applicationClusters;
		this.instances = instances;
		this.servers = servers;
		this.fanOut = fanOut;
		this.previewer = previewer;
		this.valueAccess = valueAccess;
	}

	/**
	 * Looks for a key.
	 * @param applicationName the name of the application
	 * @param key the key
	 * @param withValue whether to show the value, too
	 * @param user for whom
	 * @return where it is
	 * @throws AccessDeniedException if the value is wanted, but the user may not see it
	 */
	EntryLookup lookUp(String applicationName, EntryKeyRef key, boolean withValue, Authentication user) {
		requireValues(applicationName, key, withValue, user);
		return lookUp(this.applications.application(applicationName), key, withValue);
	}

	/**
	 * Looks for a key that somebody has typed. Where nothing is cached under it, it is
	 * looked for as that of a number, UUID or date, too, in case that was meant. Only to
	 * look: what is evicted must be named as it is.
	 * @param applicationName the name of the application
	 * @param key the key
	 * @param withValue whether to show the value, too
	 * @param user for whom
	 * @return where it is, or where the key is that was meant
	 * @throws AccessDeniedException if the value is wanted, but the user may not see it
	 */
	public EntryLookup lookUpMeant(String applicationName, EntryKeyRef key, boolean withValue, Authentication user) {
		requireValues(applicationName, key, withValue, user);
		ClientApplication application = this.applications.application(applicationName);
		EntryLookup typed = lookUp(application, key, withValue);
		if (typed.isAnywhere()) {
			return typed;
		}
		return KeyGuesses.of(key.key())
			.stream()
			.map((guess) -> lookUp(application, new EntryKeyRef(key.cache(), key.manager(), guess), withValue))
			.filter(EntryLookup::isAnywhere)
			.findFirst()
			.orElse(typed);
	}

	/**
	 * Returns the other keys that one is looked for as, where nothing is cached under it.
	 * @param typed what somebody has typed
	 * @return the keys, perhaps none
	 */
	public List<String> meanings(String typed) {
		return KeyGuesses.of(typed);
	}

	private void requireValues(String application, EntryKeyRef key, boolean withValue, Authentication user) {
		if (withValue) {
			this.valueAccess.require(user, Map.of("application", application, "cache", key.cache(), "keySha256",
					Sha256.of(key.key()).shortHex()));
		}
	}

	private EntryLookup lookUp(ClientApplication application, EntryKeyRef key, boolean withValue) {
		Answers<EntryReport> reports = reports(application, key, withValue).requireAny();
		Instant now = this.clock.instant();
		EntryReport known = any(reports);
		Cluster cluster = cluster(application, known);
		Answers<ComparedPlace> items = (cluster != null && known.itemKey() != null) ? this.fanOut.ask(cluster.servers(),
				ClusterServer::id, (server) -> item(server, known, now, withValue ? key.cache() : null)) : null;
		Answers<ComparedPlace> copies = reports.map((report) -> copy(report, now, withValue ? key.cache() : null));
		ValueLetters letters = new ValueLetters(items, copies);
		Answers<EntryPlace> ofServers = (items != null) ? letters.of(items) : null;
		Answers<EntryPlace> ofInstances = letters.of(copies);
		Verdict verdict = Verdict.of(ofServers, ofInstances, known.itemKey() != null);
		return new EntryLookup(application.name(), key.cache(), known.mode(), known.key(), known.itemKey(),
				(cluster != null) ? cluster.name() : null, now, verdict, ofServers, ofInstances);
	}

	private ComparedPlace copy(EntryReport report, Instant now, @Nullable String previewIn) {
		EntryPlace place = EntryPlace.of(report, now);
		ValueItem value = report.value();
		byte @Nullable [] bytes = (value != null) ? value.bytes() : null;
		if (previewIn != null && value != null && bytes != null) {
			Long size = value.sizeBytes();
			place = place.withPreview(this.previewer.previewIn(previewIn, value.flags(), bytes,
					Math.max((size != null) ? size : 0, bytes.length)));
		}
		return new ComparedPlace(place, (report.local() != null) ? report.local().digest() : null);
	}

	/**
	 * Finds out where in memcached the item of a key is.
	 * @param application the application
	 * @param key the key
	 * @return the item
	 * @throws ApiException if no instance knows
	 */
	public EntryItem locate(ClientApplication application, EntryKeyRef key) {
		EntryReport known = any(reports(application, key, false).requireAny());
		Cluster cluster = cluster(application, known);
		String itemKey = known.itemKey();
		return new EntryItem((itemKey != null) ? ItemKey.ofText(itemKey) : null,
				(cluster != null) ? cluster.servers() : List.of());
	}

	private Answers<EntryReport> reports(ClientApplication application, EntryKeyRef key, boolean withValue) {
		return this.fanOut.ask(application.instances(), ApplicationInstance::id,
				(instance) -> this.instances.lookUp(application, instance, key, withValue));
	}

	private static EntryReport any(Answers<EntryReport> reports) {
		return reports.results().stream().map(Answer::data).filter(Objects::nonNull).findFirst().orElseThrow();
	}

	private @Nullable Cluster cluster(ClientApplication application, EntryReport known) {
		return this.applicationClusters.find(application, (known.node() != null) ? List.of(known.node()) : List.of());
	}

	private static boolean isNode(ClusterServer server, EntryReport known) {
		return server.address().name().equalsIgnoreCase(known.node());
	}

	private ComparedPlace item(ClusterServer server, EntryReport known, Instant now, @Nullable String previewIn) {
		ItemKey key = ItemKey.ofText(Objects.requireNonNull(known.itemKey()));
		Boolean responsible = responsible(server, known);
		Inspection inspection = this.servers.inspect(server, key, LarderItem.MAX_SIZE);
		StoredValue value = inspection.value();
		if (value == null) {
			return new ComparedPlace(EntryPlace.empty(responsible, null), null);
		}
		Long flags = (inspection.metadata() != null) ? inspection.metadata().flags() : null;
		ComparedPlace found = item(LarderItem.read(flags, value.bytes()), value.length(), responsible, known, now);
		return (previewIn != null) ? new ComparedPlace(
				found.place().withPreview(this.previewer.previewIn(previewIn, flags, value.bytes(), value.length())),
				found.digest()) : found;
	}

	private static ComparedPlace item(@Nullable LarderItem item, long size, @Nullable Boolean responsible,
			EntryReport known, Instant now) {
		if (item == null) {
			return new ComparedPlace(EntryPlace.foreign(responsible, size), null);
		}
		if (item.lease()) {
			return new ComparedPlace(EntryPlace.lease(responsible, item.freshUntil()), null);
		}
		return new ComparedPlace(EntryPlace.of(item, responsible, known.generation(), now), item.digest());
	}

	/**
	 * A server may be known here by another name than in the application, so that only a
	 * server of the right name tells which ones are not responsible.
	 */
	private @Nullable Boolean responsible(ClusterServer server, EntryReport known) {
		if (isNode(server, known)) {
			return true;
		}
		boolean named = this.clusters.all()
			.stream()
			.flatMap((cluster) -> cluster.servers().stream())
			.anyMatch((other) -> isNode(other, known));
		return named ? Boolean.FALSE : null;
	}

	/**
	 * The item of a key.
	 *
	 * @param key the key in memcached, or {@code null} if the cache keeps nothing there
	 * @param servers the servers of the cluster, none if it is not known
	 */
	public record EntryItem(@Nullable ItemKey key, List<ClusterServer> servers) {

	}

}
