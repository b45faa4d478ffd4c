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
package dev.larder.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.larder.cache.CacheMode;
import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The settings that can be given for all caches and for single ones. What is not given is
 * {@code null} and comes from the next wider place.
 */
public class CacheOverrides {

	/**
	 * Where the entries live. Defaults to "larder.mode".
	 */
	private @Nullable CacheMode mode;

	/**
	 * How long a value lives. Zero means for ever.
	 */
	private @Nullable Duration ttl;

	/**
	 * Greatest part of its time to live, from 0 to 1, that an entry loses at random, so
	 * that what was written together does not expire together.
	 */
	private @Nullable Double ttlJitter;

	/**
	 * How long a cached null lives. Zero means that nulls are not cached.
	 */
	private @Nullable Duration nullTtl;

	/**
	 * How long after its time to live an entry may still be served when loading its
	 * successor fails, takes longer than the soft load timeout, or another instance is at
	 * it. Zero means not at all.
	 */
	private @Nullable Duration staleTtl;

	/**
	 * Whether an entry that is in use is loaded anew shortly before it expires, on a
	 * thread of its own, by one instance.
	 */
	private @Nullable Boolean refreshAhead;

	/**
	 * How long a load may take before it is given up. Zero means as long as it wants;
	 * otherwise loads run on threads of their own.
	 */
	private @Nullable Duration loadTimeout;

	/**
	 * How long a load may take before an outdated value is served instead, while the load
	 * goes on. Zero means as long as it wants; otherwise loads run on threads of their
	 * own. Needs a stale time to live.
	 */
	private @Nullable Duration softLoadTimeout;

	/**
	 * How long anybody waits for the load of another, in this process or elsewhere,
	 * before it loads for itself. Zero means as long as it takes.
	 */
	private @Nullable Duration waitTimeout;

	/**
	 * Whether instances wait for the load of another instead of loading themselves.
	 */
	private @Nullable Boolean clusterLease;

	/**
	 * After what time without a sign of life another instance takes over a load.
	 */
	private @Nullable Duration leaseTime;

	/**
	 * How many entries a cache keeps in this process before it evicts those used least.
	 */
	private @Nullable Long maxEntries;

	/**
	 * How long this process keeps its copy of an entry that lives in memcached. Zero
	 * means as long as the entry lives. Only for mode "tiered".
	 */
	private @Nullable Duration localTtl;

	/**
	 * Whether every read of what is in this process gives a value of its own, which the
	 * application may change. For the modes "local" and "tiered".
	 */
	private @Nullable Boolean copyOnRead;

	/**
	 * Names of the serializers for values in memcached, in order of preference, of
	 * "json", "smile", "jdk" and "fory": the first that gives a value back unaltered
	 * writes it. Or one of "raw", "raw-bytes", "raw-int" and "raw-long" alone.
	 */
	private @Nullable List<String> serializer;

	private final CompressionOverrides compression = new CompressionOverrides();

	public @Nullable CacheMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable CacheMode mode) {
		this.mode = mode;
	}

	public @Nullable Duration getTtl() {
		return this.ttl;
	}

	public void setTtl(@Nullable Duration ttl) {
		this.ttl = ttl;
	}

	public @Nullable Double getTtlJitter() {
		return this.ttlJitter;
	}

	public void setTtlJitter(@Nullable Double ttlJitter) {
		this.ttlJitter = ttlJitter;
	}

	public @Nullable Duration getNullTtl() {
		return this.nullTtl;
	}

	public void setNullTtl(@Nullable Duration nullTtl) {
		this.nullTtl = nullTtl;
	}

	public @Nullable Duration getStaleTtl() {
		return this.staleTtl;
	}

	public void setStaleTtl(@Nullable Duration staleTtl) {
		this.staleTtl = staleTtl;
	}

	public @Nullable Boolean getRefreshAhead() {
		return this.refreshAhead;
	}

	public void setRefreshAhead(@Nullable Boolean refreshAhead) {
		this.refreshAhead = refreshAhead;
	}

	public @Nullable Duration getLoadTimeout() {
		return this.loadTimeout;
	}

	public void setLoadTimeout(@Nullable Duration loadTimeout) {
		this.loadTimeout = loadTimeout;
	}

	public @Nullable Duration getWaitTimeout() {
		return this.waitTimeout;
	}

	public void setWaitTimeout(@Nullable Duration waitTimeout) {
		this.waitTimeout = waitTimeout;
	}

	public @Nullable Duration getSoftLoadTimeout() {
		return this.softLoadTimeout;
	}

	public void setSoftLoadTimeout(@Nullable Duration softLoadTimeout) {
		this.softLoadTimeout = softLoadTimeout;
	}

	public @Nullable Boolean getClusterLease() {
		return this.clusterLease;
	}

	public void setClusterLease(@Nullable Boolean clusterLease) {
		this.clusterLease = clusterLease;
	}

	public @Nullable Duration getLeaseTime() {
		return this.leaseTime;
	}

	public void setLeaseTime(@Nullable Duration leaseTime) {
		this.leaseTime = leaseTime;
	}

	public @Nullable Long getMaxEntries() {
		return this.maxEntries;
	}

	public void setMaxEntries(@Nullable Long maxEntries) {
		this.maxEntries = maxEntries;
	}

	public @Nullable Duration getLocalTtl() {
		return this.localTtl;
	}

	public void setLocalTtl(@Nullable Duration localTtl) {
		this.localTtl = localTtl;
	}

	public @Nullable Boolean getCopyOnRead() {
		return this.copyOnRead;
	}

	public void setCopyOnRead(@Nullable Boolean copyOnRead) {
		this.copyOnRead = copyOnRead;
	}

	public @Nullable List<String> getSerializer() {
		return this.serializer;
	}

	public void setSerializer(@Nullable List<String> serializer) {
		this.serializer = serializer;
	}

	public CompressionOverrides getCompression() {
		return this.compression;
	}

	/**
	 * How values in memcached are compressed.
	 */
	public static class CompressionOverrides {

		/**
		 * Algorithm of the compression.
		 */
		private @Nullable Compression algorithm;

		/**
		 * Size from which values are compressed.
		 */
		private @Nullable DataSize threshold;

		public @Nullable Compression getAlgorithm() {
			return this.algorithm;
		}

		public void setAlgorithm(@Nullable Compression algorithm) {
			this.algorithm = algorithm;
		}

		public @Nullable DataSize getThreshold() {
			return this.threshold;
		}

		public void setThreshold(@Nullable DataSize threshold) {
			this.threshold = threshold;
		}

	}

}
