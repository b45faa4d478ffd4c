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

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.larder.cache.CacheMode;
import dev.larder.coherence.WhenUnreachable;
import dev.larder.connection.DiscoverySettings.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for Larder.
 *
 * @param mode Where the entries of caches live.
 * @param keyPrefix Start of every key in memcached, so that applications can share
 * servers. Defaults to the value of "spring.application.name".
 * @param transactionAware Whether puts, evictions and clearing wait for the commit of a
 * transaction that is active.
 * @param guardAllLoads Whether methods with a plain "@Cacheable" load as those with "sync
 * = true" do, wherever Spring's rules allow: once for all who ask meanwhile, and without
 * storing what was evicted meanwhile.
 * @param defaults Settings of all caches that do not have their own.
 * @param caches Settings of single caches by name, each in place of the default one.
 * These caches are created at start.
 * @param memcached The memcached servers and how they are spoken to.
 * @param local Caches that live in local memory.
 * @param coherence How an instance learns of what others did to shared caches.
 * @param serialization How values are turned into bytes for memcached.
 */
@ConfigurationProperties("larder")
public record LarderProperties(@DefaultValue("local") CacheMode mode, @Nullable String keyPrefix,
		@DefaultValue("false") boolean transactionAware, @DefaultValue("true") boolean guardAllLoads,
		@DefaultValue Cache defaults, @DefaultValue Map<String, Cache> caches, @DefaultValue Memcached memcached,
		@DefaultValue Local local, @DefaultValue Coherence coherence, @DefaultValue Serialization serialization) {

	/**
	 * The settings that can be given for all caches and for single ones. What is not
	 * given is {@code null} and comes from the next wider place.
	 *
	 * @param mode Where the entries live. Defaults to "larder.mode".
	 * @param ttl How long a value lives. Zero means for ever.
	 * @param ttlJitter Greatest part of its time to live, from 0 to 1, that an entry
	 * loses at random, so that what was written together does not expire together.
	 * @param nullTtl How long a cached null lives. Zero means that nulls are not cached.
	 * @param staleTtl How long after its time to live an entry may still be served when
	 * loading its successor fails, takes longer than the soft load timeout, or another
	 * instance is at it. Zero means not at all.
	 * @param refreshAhead Whether an entry that is in use is loaded anew shortly before
	 * it expires, on a thread of its own, by one instance.
	 * @param loadTimeout How long a load may take before it is given up. Zero means as
	 * long as it wants; otherwise loads run on threads of their own.
	 * @param softLoadTimeout How long a load may take before an outdated value is served
	 * instead, while the load goes on. Zero means as long as it wants; otherwise loads
	 * run on threads of their own. Needs a stale time to live.
	 * @param waitTimeout How long anybody waits for the load of another, in this process
	 * or elsewhere, before it loads for itself. Zero means as long as it takes.
	 * @param clusterLease Whether instances wait for the load of another instead of
	 * loading themselves.
	 * @param leaseTime After what time without a sign of life another instance takes over
	 * a load.
	 * @param maxEntries How many entries a cache keeps in this process before it evicts
	 * those used least.
	 * @param maxWeight How much memory the encoded values of a cache take in this process
	 * before it evicts those used least, with 100 bytes more for each, instead of a
	 * number of entries. Needs "copy-on-read". Zero means that entries are counted.
	 * @param localTtl How long this process keeps its copy of an entry that lives in
	 * memcached. Zero means as long as the entry lives. Only for mode "tiered".
	 * @param copyOnRead Whether every read of what is in this process gives a value of
	 * its own, which the application may change. For the modes "local" and "tiered".
	 * @param serializer Names of the serializers for values in memcached, in order of
	 * preference, of "json", "smile", "jdk" and "fory": the first that gives a value back
	 * unaltered writes it. Or one of "raw", "raw-bytes", "raw-int" and "raw-long" alone.
	 * @param compression How values in memcached are compressed.
	 */
	public record Cache(@Nullable CacheMode mode, @Nullable Duration ttl, @Nullable Double ttlJitter,
			@Nullable Duration nullTtl, @Nullable Duration staleTtl, @Nullable Boolean refreshAhead,
			@Nullable Duration loadTimeout, @Nullable Duration softLoadTimeout, @Nullable Duration waitTimeout,
			@Nullable Boolean clusterLease, @Nullable Duration leaseTime, @Nullable Long maxEntries,
			@Nullable DataSize maxWeight, @Nullable Duration localTtl, @Nullable Boolean copyOnRead,
			@Nullable List<String> serializer, @DefaultValue Compression compression) {

		/**
		 * Returns these settings, with those of others in place of what is not given.
		 */
		Cache orElse(Cache other) {
			return new Cache(given(this.mode, other.mode), given(this.ttl, other.ttl),
					given(this.ttlJitter, other.ttlJitter), given(this.nullTtl, other.nullTtl),
					given(this.staleTtl, other.staleTtl), given(this.refreshAhead, other.refreshAhead),
					given(this.loadTimeout, other.loadTimeout), given(this.softLoadTimeout, other.softLoadTimeout),
					given(this.waitTimeout, other.waitTimeout), given(this.clusterLease, other.clusterLease),
					given(this.leaseTime, other.leaseTime), given(this.maxEntries, other.maxEntries),
					given(this.maxWeight, other.maxWeight), given(this.localTtl, other.localTtl),
					given(this.copyOnRead, other.copyOnRead), given(this.serializer, other.serializer),
					new Compression(given(this.compression.algorithm, other.compression.algorithm),
							given(this.compression.threshold, other.compression.threshold)));
		}

		private static <T> @Nullable T given(@Nullable T value, @Nullable T other) {
			return (value != null) ? value : other;
		}

		/**
		 * How values in memcached are compressed.
		 *
		 * @param algorithm Algorithm of the compression.
		 * @param threshold Size from which values are compressed.
		 */
		public record Compression(dev.larder.entry.@Nullable Compression algorithm, @Nullable DataSize threshold) {

		}

	}

	/**
	 * The memcached servers and how they are spoken to.
	 *
	 * @param servers Comma-separated list of servers, each as host:port or
	 * host:port:weight. The weight is the server's share of the keys relative to the
	 * others.
	 * @param operationTimeout How long one operation may take before it counts as failed.
	 * @param connectTimeout How long connecting to a server may take.
	 * @param maxItemSize Size above which an item is neither written nor read, whatever
	 * the servers take; their option -I.
	 * @param username Name shown to servers that have a file of passwords; their option
	 * -Y. Defaults to none.
	 * @param password Password shown to servers that have a file of passwords. Defaults
	 * to none.
	 * @param ssl How connections are encrypted.
	 * @param discovery How the servers are found, where they come and go.
	 */
	public record Memcached(@DefaultValue("localhost:11211") List<String> servers,
			@DefaultValue("250ms") Duration operationTimeout, @DefaultValue("1s") Duration connectTimeout,
			@DefaultValue("1MB") DataSize maxItemSize, @Nullable String username, @Nullable String password,
			@DefaultValue Ssl ssl, @DefaultValue Discovery discovery) {

		/**
		 * Returns the properties without the password.
		 */
		@Override
		public String toString() {
			return "Memcached[servers=" + this.servers + ", operationTimeout=" + this.operationTimeout
					+ ", connectTimeout=" + this.connectTimeout + ", maxItemSize=" + this.maxItemSize + ", username="
					+ this.username + ", ssl=" + this.ssl + ", discovery=" + this.discovery + "]";
		}

		/**
		 * How connections are encrypted.
		 *
		 * @param enabled Whether connections are encrypted. Defaults to whether there is
		 * a bundle.
		 * @param bundle Name of the SSL bundle with the certificates to trust, and the
		 * client's own. Defaults to what the Java virtual machine trusts.
		 */
		public record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

		}

		/**
		 * How the servers are found, where they come and go.
		 *
		 * @param mode Whether each name is a server for good, each of its addresses is a
		 * server, or it is a configuration endpoint of ElastiCache or Memorystore.
		 * @param interval Time between two look-ups of the servers.
		 */
		public record Discovery(@DefaultValue("static") Mode mode, @DefaultValue("30s") Duration interval) {

		}

	}

	/**
	 * Caches that live in local memory.
	 *
	 * @param portabilityCheck Whether local caches try, without using what comes of it,
	 * whether their values could live in memcached, and say once which could not.
	 * @param snapshot How local caches survive a restart.
	 */
	public record Local(@DefaultValue("auto") PortabilityCheck portabilityCheck, @DefaultValue Snapshot snapshot) {

		/**
		 * When local caches try whether their values could live in memcached.
		 */
		public enum PortabilityCheck {

			/**
			 * Where there are Spring Boot's devtools or Spring's test support.
			 */
			AUTO,

			/**
			 * Always.
			 */
			ON,

			/**
			 * Never.
			 */
			OFF

		}

		/**
		 * How local caches survive a restart.
		 *
		 * @param directory Directory for snapshots of local caches, which are restored at
		 * the next start. Created if need be; several instances can share it. Defaults to
		 * no directory, and no snapshots.
		 * @param interval Time from the end of writing a snapshot to the next. One more
		 * is written at shutdown.
		 */
		public record Snapshot(@Nullable File directory, @DefaultValue("5m") Duration interval) {

		}

	}

	/**
	 * How an instance learns of what others did to shared caches.
	 *
	 * @param pollInterval Time between two looks at what others did. A cache that was
	 * cleared elsewhere is seen as cleared, and the local copy of what was changed
	 * elsewhere is gone, within two of these.
	 * @param whenUnreachable What becomes of the local copies of a server's items while
	 * it does not answer, so that changes made elsewhere are not heard of.
	 */
	public record Coherence(@DefaultValue("200ms") Duration pollInterval,
			@DefaultValue("serve") WhenUnreachable whenUnreachable) {

	}

	/**
	 * How values are turned into bytes for memcached.
	 *
	 * @param allowedTypes Comma-separated list of types that may be read from memcached
	 * besides those in the application's packages and plain JDK types, each a class name,
	 * or a package name followed by ".*" or, with its subpackages, ".**".
	 */
	public record Serialization(@DefaultValue List<String> allowedTypes) {

	}

}
