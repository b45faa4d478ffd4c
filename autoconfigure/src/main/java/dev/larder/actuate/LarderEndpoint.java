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
package dev.larder.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import dev.larder.actuate.NamedCaches.NamedCache;
import dev.larder.cache.CacheInspector;
import dev.larder.cache.CacheInspector.PrefixReport;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.CacheStatistics;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.cache.SnapshotStatistics;
import dev.larder.entry.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows the caches of this instance with their settings and
 * statistics, clears one, and evicts a key. Changing something needs
 * {@code management.endpoint.larder.access=unrestricted}.
 */
@Endpoint(id = "larder", defaultAccess = Access.READ_ONLY)
public class LarderEndpoint {

	/**
	 * With version 2 came the operations on keys that begin alike, with version 3 the
	 * reset of statistics, with version 4 the id of the instance, with version 5 advice.
	 */
	private static final int SCHEMA_VERSION = 5;

	private static final String CLEAR = "clear";

	private static final String EVICT = "evict";

	private static final String COUNT_BY_PREFIX = "count-by-prefix";

	private static final String EVICT_LOCAL_BY_PREFIX = "evict-local-by-prefix";

	private static final String ANNOUNCE_CHANGES = "announce-changes";

	private static final String RESET_STATISTICS = "reset-statistics";

	private static final List<String> OPERATIONS = List.of(CLEAR, EVICT, "evict-local", COUNT_BY_PREFIX,
			EVICT_LOCAL_BY_PREFIX, ANNOUNCE_CHANGES, RESET_STATISTICS);

	private static final Set<String> WITHOUT_KEY = Set.of(CLEAR, ANNOUNCE_CHANGES, RESET_STATISTICS);

	private final @Nullable String application;

	private final String instanceId = UUID.randomUUID().toString();

	private final Map<String, LarderCacheManager> cacheManagers;

	private final Supplier<List<String>> advice;

	private final NamedCaches namedCaches;

	private final StatisticsBaselines baselines = new StatisticsBaselines();

	/**
	 * Creates the endpoint.
	 * @param application the name of the application, if it has one
	 * @param cacheManagers the managers whose caches are shown, by the name of the bean;
	 * asked anew every time
	 * @param advice gives what is likely to hurt, a line each
	 */
	public LarderEndpoint(@Nullable String application, Map<String, LarderCacheManager> cacheManagers,
			Supplier<List<String>> advice) {
		this.application = application;
		this.cacheManagers = cacheManagers;
		this.advice = advice;
		this.namedCaches = new NamedCaches(cacheManagers);
	}

	/**
	 * Shows all caches.
	 * @return the caches
	 */
	@ReadOperation
	public LarderDescriptor caches() {
		List<CacheDescriptor> caches = this.cacheManagers.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.flatMap((manager) -> manager.getValue()
				.getLarderCaches()
				.stream()
				.map((cache) -> CacheDescriptor.of(manager.getKey(), cache, this.baselines.statistics(cache))))
			.toList();
		List<NodeDescriptor> nodes = this.cacheManagers.values()
			.stream()
			.flatMap((manager) -> manager.getNodeStatistics().stream())
			.map(NodeDescriptor::of)
			.toList();
		SnapshotDescriptor snapshot = this.cacheManagers.values()
			.stream()
			.map(LarderCacheManager::getSnapshotStatistics)
			.filter(Objects::nonNull)
			.map(SnapshotDescriptor::of)
			.findFirst()
			.orElse(null);
		return new LarderDescriptor(SCHEMA_VERSION, this.application, this.instanceId, caches, nodes, snapshot,
				this.advice.get());
	}

	/**
	 * Does something to a cache.
	 * @param operation what to do: {@code clear}, {@code evict} to remove a key from
	 * wherever the cache keeps it, or {@code evict-local} to remove it from this instance
	 * alone; {@code count-by-prefix} to count the entries in this instance whose keys
	 * begin alike, {@code evict-local-by-prefix} to remove them from this instance alone;
	 * {@code announce-changes} to have all instances drop their copies of what is in
	 * memcached; {@code reset-statistics} to have the statistics that this endpoint shows
	 * begin anew, of all caches if none is named, while meters go on
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if several have such a cache
	 * @param key the key to evict as text, as in {@code docs/keys.md}, or how the keys
	 * begin
	 * @return the outcome, or {@code null} if there is no such cache
	 * @throws InvalidEndpointRequestException if the operation is missing or unknown, or
	 * it is not clear which cache or key is meant
	 */
	@WriteOperation
	public @Nullable OperationDescriptor operate(@Nullable String operation, @Nullable String cache,
			@Nullable String manager, @Nullable String key) {
		if (operation == null) {
			throw NamedCaches.refused("There is no 'operation'. Use one of " + OPERATIONS + ".");
		}
		if (!OPERATIONS.contains(operation)) {
			throw NamedCaches.refused("Operation '" + operation + "' is unknown. Use one of " + OPERATIONS + ".");
		}
		boolean all = WITHOUT_KEY.contains(operation);
		if (all && key != null) {
			throw NamedCaches.refused("Operation '" + operation + "' has no 'key': it is about all keys.");
		}
		if (cache == null && manager != null) {
			throw NamedCaches.refused("Which 'cache' of the 'manager' is meant?");
		}
		if (cache == null && operation.equals(RESET_STATISTICS)) {
			this.cacheManagers.values().forEach((larder) -> larder.getLarderCaches().forEach(this.baselines::reset));
			return new OperationDescriptor(null, null, "reset", null);
		}
		if (cache == null) {
			throw NamedCaches.refused("Operation '" + operation + "' needs the name of a 'cache'.");
		}
		if (!all && key == null) {
			throw NamedCaches.refused("Operation '" + operation + "' needs a 'key'.");
		}
		NamedCache found = this.namedCaches.find(cache, manager);
		if (found == null) {
			return null;
		}
		return (all || key == null) ? done(operation, found) : done(operation, found, key);
	}

	private OperationDescriptor done(String operation, NamedCache found) {
		if (operation.equals(CLEAR)) {
			found.cache().clear();
			return OperationDescriptor.of(found, "cleared", null);
		}
		if (operation.equals(RESET_STATISTICS)) {
			this.baselines.reset(found.cache());
			return OperationDescriptor.of(found, "reset", null);
		}
		found.cache().inspector().announceChanges();
		return OperationDescriptor.of(found, "announced", null);
	}

	private static OperationDescriptor done(String operation, NamedCache found, String key) {
		CacheInspector inspector = found.cache().inspector();
		try {
			return switch (operation) {
				case COUNT_BY_PREFIX -> OperationDescriptor.of(found, "counted", inspector.countByPrefix(key));
				case EVICT_LOCAL_BY_PREFIX ->
					OperationDescriptor.of(found, "evicted", inspector.evictLocalByPrefix(key));
				default -> {
					boolean present = operation.equals(EVICT) ? inspector.evict(key) : inspector.evictLocal(key);
					yield OperationDescriptor.of(found, present ? "evicted" : "not-present-locally", null);
				}
			};
		}
		catch (IllegalArgumentException ex) {
			throw NamedCaches.refused(ex.getMessage() + ".");
		}
	}

	/**
	 * The caches of an instance.
	 *
	 * @param schemaVersion the version of this description
	 * @param application the name of the application
	 * @param instanceId tells this process from others, whatever they are called; another
	 * one after each start
	 * @param caches the caches
	 * @param nodes the memcached servers, as this instance sees them
	 * @param snapshot the snapshot of local caches, absent without snapshots
	 * @param advice what is likely to hurt, and what to do, a line each
	 */
	public record LarderDescriptor(int schemaVersion, @Nullable String application, String instanceId,
			List<CacheDescriptor> caches, List<NodeDescriptor> nodes, @Nullable SnapshotDescriptor snapshot,
			List<String> advice) implements OperationResponseBody {

	}

	/**
	 * A cache.
	 *
	 * @param name its name
	 * @param manager the bean name of its cache manager
	 * @param mode where its entries live
	 * @param settings how it behaves: its {@link CacheSettings} by name, times in
	 * milliseconds and sizes in bytes, without those that have no effect in its mode
	 * @param statistics the events in it
	 * @param refusals what is not cached, and why; of the last hour, the latest first
	 */
	public record CacheDescriptor(String name, String manager, String mode, Map<String, Object> settings,
			StatisticsDescriptor statistics, List<Refusal> refusals) {

		static CacheDescriptor of(String manager, LarderCache cache, StatisticsDescriptor statistics) {
			CacheSettings settings = cache.getSettings();
			return new CacheDescriptor(cache.getName(), manager, settings.mode().id(), SettingsDescription.of(settings),
					statistics, cache.getRefusals());
		}

	}

	/**
	 * The statistics of a cache, since it was created, or since they were reset. What is
	 * not known is absent.
	 *
	 * @param hits reads that found an entry
	 * @param localHits those of them that found a copy in this process
	 * @param misses reads that found none
	 * @param puts values stored
	 * @param removals explicit removals of keys
	 * @param evictions entries dropped because they expired or there was no room
	 * @param loads loads through the cache
	 * @param loadFailures loads that failed
	 * @param loadTimeMs how long all loads took together, in milliseconds
	 * @param staleServed how often an outdated entry was served
	 * @param errors operations of a backend that failed
	 * @param refusedKeys how often the cache was passed by because of the key
	 * @param refusedValues how often a value was not stored because of what it is
	 * @param size entries in this process
	 * @param weightBytes bytes of the entries in this process, absent unless these are
	 * bounded by bytes
	 * @param evictedBytes bytes of the entries dropped, absent unless they are bounded by
	 * bytes
	 * @param since when the statistics were reset, absent if they never were
	 */
	public record StatisticsDescriptor(long hits, @Nullable Long localHits, long misses, long puts, long removals,
			@Nullable Long evictions, long loads, long loadFailures, long loadTimeMs, long staleServed, long errors,
			long refusedKeys, long refusedValues, @Nullable Long size, @Nullable Long weightBytes,
			@Nullable Long evictedBytes, @Nullable Instant since) {

		static StatisticsDescriptor of(CacheStatistics statistics, @Nullable Instant since) {
			return new StatisticsDescriptor(statistics.hits(), statistics.localHits(), statistics.misses(),
					statistics.puts(), statistics.removals(), statistics.evictions(), statistics.loads(),
					statistics.loadFailures(), statistics.loadNanos() / 1_000_000, statistics.staleServed(),
					statistics.errors(), statistics.refusedKeys(), statistics.refusedValues(), statistics.size(),
					statistics.weight(), statistics.evictedWeight(), since);
		}

	}

	/**
	 * A memcached server, as this instance sees it.
	 *
	 * @param name its address
	 * @param state whether it answers
	 * @param since since when that is so
	 * @param timeouts operations it did not answer in time
	 * @param errors operations that failed otherwise
	 * @param lastError the last failure
	 * @param lastErrorAt when that was
	 * @param coherence how well local copies of its items are kept up to date, if there
	 * are any
	 * @param withoutCas whether the server has no {@code cas}, so that what is loaded is
	 * stored by weaker means
	 * @param pollReads keys that were read to learn of changes by other instances, which
	 * the server counts like any other read
	 * @param pollHits those of them that were found
	 */
	public record NodeDescriptor(String name, NodeStatistics.State state, Instant since, long timeouts, long errors,
			@Nullable String lastError, @Nullable Instant lastErrorAt, @Nullable CoherenceDescriptor coherence,
			boolean withoutCas, long pollReads, long pollHits) {

		static NodeDescriptor of(NodeStatistics node) {
			return new NodeDescriptor(node.name(), node.state(), node.since(), node.timeouts(), node.errors(),
					node.lastError(), node.lastErrorAt(), CoherenceDescriptor.of(node.coherence()), node.withoutCas(),
					node.pollReads(), node.pollHits());
		}

	}

	/**
	 * How well local copies of a server's items are kept up to date.
	 *
	 * @param ageMs how long ago the server was last asked what others changed, in
	 * milliseconds
	 * @param lastLagMs how long after the last change by another instance its copy was
	 * dropped here, in milliseconds
	 * @param maxLagMs the longest such time so far, in milliseconds
	 * @param losses how often all copies were dropped, as changes may have been missed
	 */
	public record CoherenceDescriptor(long ageMs, long lastLagMs, long maxLagMs, long losses) {

		static @Nullable CoherenceDescriptor of(NodeStatistics.Coherence statistics) {
			Duration age = statistics.age();
			return (age != null) ? new CoherenceDescriptor(age.toMillis(), statistics.lastLag().toMillis(),
					statistics.maxLag().toMillis(), statistics.losses()) : null;
		}

	}

	/**
	 * The snapshot of local caches of this instance. What has not happened yet is absent.
	 *
	 * @param file the file
	 * @param restoring whether entries of the former run are yet to be restored
	 * @param restored the number of entries that were restored
	 * @param writtenAt when this instance last wrote the snapshot
	 * @param entries the number of entries it wrote then
	 * @param leftOut the number of entries it left out then, as snapshots cannot hold
	 * them
	 * @param bytes the size of what it wrote
	 * @param durationMs how long writing took, in milliseconds
	 * @param lastFailure the last failure
	 * @param lastFailureAt when that was
	 */
	public record SnapshotDescriptor(String file, boolean restoring, long restored, @Nullable Instant writtenAt,
			long entries, long leftOut, long bytes, @Nullable Long durationMs, @Nullable String lastFailure,
			@Nullable Instant lastFailureAt) {

		static SnapshotDescriptor of(SnapshotStatistics status) {
			Duration duration = status.duration();
			return new SnapshotDescriptor(status.file().toString(), status.restoring(), status.restored(),
					status.writtenAt(), status.entries(), status.leftOut(), status.bytes(),
					(duration != null) ? duration.toMillis() : null, status.lastFailure(), status.lastFailureAt());
		}

	}

	/**
	 * The outcome of an operation on a cache.
	 *
	 * @param cache the name of the cache, absent if it was done to all
	 * @param manager the bean name of its cache manager
	 * @param outcome the outcome
	 * @param keys the keys that were found, of operations on keys that begin alike
	 */
	public record OperationDescriptor(@Nullable String cache, @Nullable String manager, String outcome,
			@Nullable PrefixDescriptor keys) implements OperationResponseBody {

		static OperationDescriptor of(NamedCache cache, String outcome, @Nullable PrefixReport report) {
			return new OperationDescriptor(cache.cache().getName(), cache.manager(), outcome,
					(report != null) ? PrefixDescriptor.of(report) : null);
		}

	}

	/**
	 * The entries in this instance whose keys begin alike.
	 *
	 * @param itemPrefix how their keys begin in memcached, absent if the cache keeps
	 * nothing there
	 * @param matched how many there are, or were
	 * @param seen how many keys were looked at
	 * @param complete whether these were all
	 */
	public record PrefixDescriptor(@Nullable String itemPrefix, long matched, long seen, boolean complete) {

		static PrefixDescriptor of(PrefixReport report) {
			return new PrefixDescriptor(report.itemPrefix(), report.matched(), report.seen(), report.complete());
		}

	}

}
