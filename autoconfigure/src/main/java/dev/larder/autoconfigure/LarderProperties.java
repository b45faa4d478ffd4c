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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.cache.CacheMode;
import dev.larder.coherence.WhenUnreachable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for Larder.
 */
@ConfigurationProperties("larder")
public class LarderProperties {

	/**
	 * Where the entries of caches live.
	 */
	private CacheMode mode = CacheMode.LOCAL;

	/**
	 * Start of every key in memcached, so that applications can share servers. Defaults
	 * to the value of "spring.application.name".
	 */
	private @Nullable String keyPrefix;

	/**
	 * Whether puts, evictions and clearing wait for the commit of a transaction that is
	 * active.
	 */
	private boolean transactionAware;

	/**
	 * Whether methods with a plain "@Cacheable" load as those with "sync = true" do,
	 * wherever Spring's rules allow: once for all who ask meanwhile, and without storing
	 * what was evicted meanwhile.
	 */
	private boolean guardAllLoads = true;

	/**
	 * Settings of all caches that do not have their own.
	 */
	@NestedConfigurationProperty
	private final CacheOverrides defaults = new CacheOverrides();

	/**
	 * Settings of single caches by name, each in place of the default one. These caches
	 * are created at start.
	 */
	private final Map<String, CacheOverrides> caches = new LinkedHashMap<>();

	private final Memcached memcached = new Memcached();

	private final Local local = new Local();

	private final Coherence coherence = new Coherence();

	private final Serialization serialization = new Serialization();

	public CacheMode getMode() {
		return this.mode;
	}

	public void setMode(CacheMode mode) {
		this.mode = mode;
	}

	public @Nullable String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(@Nullable String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

	public boolean isTransactionAware() {
		return this.transactionAware;
	}

	public void setTransactionAware(boolean transactionAware) {
		this.transactionAware = transactionAware;
	}

	public boolean isGuardAllLoads() {
		return this.guardAllLoads;
	}

	public void setGuardAllLoads(boolean guardAllLoads) {
		this.guardAllLoads = guardAllLoads;
	}

	public CacheOverrides getDefaults() {
		return this.defaults;
	}

	public Map<String, CacheOverrides> getCaches() {
		return this.caches;
	}

	public Memcached getMemcached() {
		return this.memcached;
	}

	public Local getLocal() {
		return this.local;
	}

	public Coherence getCoherence() {
		return this.coherence;
	}

	public Serialization getSerialization() {
		return this.serialization;
	}

	/**
	 * The memcached servers and how they are spoken to.
	 */
	public static class Memcached {

		/**
		 * Comma-separated list of servers, each as host:port or host:port:weight. The
		 * weight is the server's share of the keys relative to the others.
		 */
		private List<String> servers = new ArrayList<>(List.of("localhost:11211"));

		/**
		 * How long one operation may take before it counts as failed.
		 */
		private Duration operationTimeout = Duration.ofMillis(250);

		/**
		 * How long connecting to a server may take.
		 */
		private Duration connectTimeout = Duration.ofSeconds(1);

		/**
		 * Size above which an item is neither written nor read, whatever the servers
		 * take; their option -I.
		 */
		private DataSize maxItemSize = DataSize.ofMegabytes(1);

		public List<String> getServers() {
			return this.servers;
		}

		public void setServers(List<String> servers) {
			this.servers = servers;
		}

		public Duration getOperationTimeout() {
			return this.operationTimeout;
		}

		public void setOperationTimeout(Duration operationTimeout) {
			this.operationTimeout = operationTimeout;
		}

		public Duration getConnectTimeout() {
			return this.connectTimeout;
		}

		public void setConnectTimeout(Duration connectTimeout) {
			this.connectTimeout = connectTimeout;
		}

		public DataSize getMaxItemSize() {
			return this.maxItemSize;
		}

		public void setMaxItemSize(DataSize maxItemSize) {
			this.maxItemSize = maxItemSize;
		}

	}

	/**
	 * Caches that live in local memory.
	 */
	public static class Local {

		/**
		 * Whether local caches try, without using what comes of it, whether their values
		 * could live in memcached, and say once which could not.
		 */
		private PortabilityCheck portabilityCheck = PortabilityCheck.AUTO;

		private final Snapshot snapshot = new Snapshot();

		public PortabilityCheck getPortabilityCheck() {
			return this.portabilityCheck;
		}

		public void setPortabilityCheck(PortabilityCheck portabilityCheck) {
			this.portabilityCheck = portabilityCheck;
		}

		public Snapshot getSnapshot() {
			return this.snapshot;
		}

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
		 */
		public static class Snapshot {

			/**
			 * Directory for snapshots of local caches, which are restored at the next
			 * start. Created if need be; several instances can share it. Defaults to no
			 * directory, and no snapshots.
			 */
			private @Nullable File directory;

			/**
			 * Time from the end of writing a snapshot to the next. One more is written at
			 * shutdown.
			 */
			private Duration interval = Duration.ofMinutes(5);

			public @Nullable File getDirectory() {
				return this.directory;
			}

			public void setDirectory(@Nullable File directory) {
				this.directory = directory;
			}

			public Duration getInterval() {
				return this.interval;
			}

			public void setInterval(Duration interval) {
				this.interval = interval;
			}

		}

	}

	/**
	 * How an instance learns of what others did to shared caches.
	 */
	public static class Coherence {

		/**
		 * Time between two looks at what others did. A cache that was cleared elsewhere
		 * is seen as cleared, and the local copy of what was changed elsewhere is gone,
		 * within two of these.
		 */
		private Duration pollInterval = Duration.ofMillis(200);

		/**
		 * What becomes of the local copies of a server's items while it does not answer,
		 * so that changes made elsewhere are not heard of.
		 */
		private WhenUnreachable whenUnreachable = WhenUnreachable.SERVE;

		public Duration getPollInterval() {
			return this.pollInterval;
		}

		public void setPollInterval(Duration pollInterval) {
			this.pollInterval = pollInterval;
		}

		public WhenUnreachable getWhenUnreachable() {
			return this.whenUnreachable;
		}

		public void setWhenUnreachable(WhenUnreachable whenUnreachable) {
			this.whenUnreachable = whenUnreachable;
		}

	}

	/**
	 * How values are turned into bytes for memcached.
	 */
	public static class Serialization {

		/**
		 * Comma-separated list of types that may be read from memcached besides those in
		 * the application's packages and plain JDK types, each a class name, or a package
		 * name followed by ".*" or, with its subpackages, ".**".
		 */
		private List<String> allowedTypes = new ArrayList<>();

		public List<String> getAllowedTypes() {
			return this.allowedTypes;
		}

		public void setAllowedTypes(List<String> allowedTypes) {
			this.allowedTypes = allowedTypes;
		}

	}

}
