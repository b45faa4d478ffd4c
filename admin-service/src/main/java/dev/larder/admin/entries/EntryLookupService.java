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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.application.EntryReport;
import dev.larder.admin.application.EntryReport.LocalEntry;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.entries.EntryPlace.Kind;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.value.LarderItem;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Looks for a key of an application in all places at once: the instances say what they
 * have, and which item of memcached is that of the key; then the servers are asked for
 * it. Nothing counts as a use, and no value is shown: values are compared by digests.
 */
@Service
public class EntryLookupService {

	private static final long MAX_SECONDS = Long.MAX_VALUE / 1000 - 1;

	private final ApplicationCatalog applications;

	private final ClusterCatalog clusters;

	private final ApplicationClusters applicationClusters;

	private final InstanceGateway instances;

	private final ServerGateway servers;

	private final FanOut fanOut;

	private final Clock clock = Clock.systemUTC();

	EntryLookupService(ApplicationCatalog applications, ClusterCatalog clusters,
			ApplicationClusters applicationClusters, InstanceGateway instances, ServerGateway servers, FanOut fanOut) {
		this.applications = applications;
		this.clusters = clusters;
		this.applicationClusters = applicationClusters;
		this.instances = instances;
		this.servers = servers;
		this.fanOut = fanOut;
	}

	/**
	 * Looks for a key.
	 * @param applicationName the name of the application
	 * @param key the key
	 * @return where it is
	 */
	EntryLookup lookUp(String applicationName, EntryKeyRef key) {
		ClientApplication application = this.applications.application(applicationName);
		Answers<EntryReport> reports = reports(application, key).requireAny();
		Instant now = this.clock.instant();
		EntryReport known = any(reports);
		Cluster cluster = cluster(application, known);
		Answers<EntryPlace> items = (cluster != null && known.itemKey() != null)
				? this.fanOut.ask(cluster.servers(), ClusterServer::id, (server) -> item(server, known, now)) : null;
		Answers<EntryPlace> copies = map(reports, (report) -> copy(report, now));
		Verdict verdict = Verdict.of(items, copies, known.itemKey() != null);
		Letters letters = new Letters(items, copies);
		return new EntryLookup(application.name(), key.cache(), known.mode(), known.key(), known.itemKey(),
				(cluster != null) ? cluster.name() : null, now, verdict, (items != null) ? letters.of(items) : null,
				letters.of(copies));
	}

	/**
	 * Finds out where in memcached the item of a key is.
	 * @param application the application
	 * @param key the key
	 * @return the item
	 * @throws ApiException if no instance knows
	 */
	public EntryItem locate(ClientApplication application, EntryKeyRef key) {
		EntryReport known = any(reports(application, key).requireAny());
		Cluster cluster = cluster(application, known);
		String itemKey = known.itemKey();
		return new EntryItem((itemKey != null) ? ItemKey.ofText(itemKey) : null,
				(cluster != null) ? cluster.servers() : List.of());
	}

	private Answers<EntryReport> reports(ClientApplication application, EntryKeyRef key) {
		return this.fanOut.ask(application.instances(), ApplicationInstance::id,
				(instance) -> this.instances.lookUp(application, instance, key));
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

	private EntryPlace item(ClusterServer server, EntryReport known, Instant now) {
		ItemKey key = ItemKey.ofText(Objects.requireNonNull(known.itemKey()));
		Boolean responsible = responsible(server, known);
		Inspection inspection = this.servers.inspect(server, key, LarderItem.MAX_SIZE);
		StoredValue value = inspection.value();
		Long flags = (inspection.metadata() != null) ? inspection.metadata().flags() : null;
		if (value == null) {
			return EntryPlace.empty(responsible, null);
		}
		return place(value, flags, responsible, known, now);
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

	private static EntryPlace place(StoredValue value, @Nullable Long flags, @Nullable Boolean responsible,
			EntryReport known, Instant now) {
		LarderItem item = LarderItem.read(flags, value.bytes());
		if (item == null) {
			return new EntryPlace(true, Kind.FOREIGN, responsible, null, null, null, null, null, null, value.length(),
					null, null, null);
		}
		Instant freshUntil = item.freshUntil();
		if (item.lease()) {
			return new EntryPlace(true, Kind.LEASE, responsible, null, null, null, freshUntil, null, null, null, null,
					null, null);
		}
		boolean valid = (known.generation() == null || known.generation().equals(item.generation()))
				&& (freshUntil == null || now.isBefore(freshUntil));
		return new EntryPlace(true, Kind.VALUE, responsible, valid, item.generation(), item.writtenAt(), freshUntil,
				age(item.writtenAt(), now), remaining(freshUntil, now), item.valueBytes(), item.digest(), null, null);
	}

	private static EntryPlace copy(EntryReport report, Instant now) {
		LocalEntry local = report.local();
		if (local == null) {
			return EntryPlace.empty(null, report.loading());
		}
		return new EntryPlace(true, Kind.VALUE, null, local.servable(), local.generation(), local.writtenAt(),
				local.freshUntil(), age(local.writtenAt(), now), remaining(local.freshUntil(), now), local.sizeBytes(),
				local.digest(), null, report.loading());
	}

	private static @Nullable Long age(@Nullable Instant writtenAt, Instant now) {
		return (writtenAt != null) ? Math.max(0, millis(writtenAt, now)) : null;
	}

	private static @Nullable Long remaining(@Nullable Instant freshUntil, Instant now) {
		return (freshUntil != null) ? Math.max(0, millis(now, freshUntil)) : null;
	}

	// An instance may name any time, and the difference of two be more than a long holds
	private static long millis(Instant from, Instant to) {
		Duration duration = Duration.between(from, to);
		long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, duration.toSeconds()));
		return (seconds == duration.toSeconds()) ? duration.toMillis() : seconds * 1000;
	}

	private static <T, R> Answers<R> map(Answers<T> answers, Function<T, R> mapping) {
		return Answers.of(answers.results()
			.stream()
			.map((answer) -> new Answer<R>(answer.target(), answer.state(), answer.elapsedMs(),
					(answer.data() != null) ? mapping.apply(answer.data()) : null, answer.problem()))
			.toList());
	}

	/**
	 * The item of a key.
	 *
	 * @param key the key in memcached, or {@code null} if the cache keeps nothing there
	 * @param servers the servers of the cluster, none if it is not known
	 */
	public record EntryItem(@Nullable ItemKey key, List<ClusterServer> servers) {

	}

	/**
	 * Gives equal values the same letter, in the order in which people look at them.
	 */
	private static final class Letters {

		private final Map<String, String> letters = new HashMap<>();

		private Letters(@Nullable Answers<EntryPlace> items, Answers<EntryPlace> copies) {
			if (items != null) {
				items.results().forEach((answer) -> note(answer.data(), true));
				items.results().forEach((answer) -> note(answer.data(), false));
			}
			copies.results().forEach((answer) -> note(answer.data(), false));
		}

		private void note(@Nullable EntryPlace place, boolean valid) {
			if (place != null && place.digest() != null && (!valid || place.isServed())) {
				this.letters.computeIfAbsent(place.digest(), (digest) -> letter(this.letters.size()));
			}
		}

		private static String letter(int number) {
			return (number < 26) ? String.valueOf((char) ('A' + number)) : "#" + (number + 1);
		}

		private Answers<EntryPlace> of(Answers<EntryPlace> answers) {
			return map(answers,
					(place) -> place.withLetter((place.digest() != null) ? this.letters.get(place.digest()) : null));
		}

	}

}
