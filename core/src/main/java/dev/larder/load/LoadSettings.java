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
package dev.larder.load;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How missing values are loaded. Immutable.
 *
 * @param loadTimeout how long a load may take before it is given up; zero for as long as
 * it wants
 * @param softLoadTimeout how long a load may take before an outdated value is served
 * instead, if there is one; zero for as long as it wants
 * @param refreshAhead whether an entry that is in use may be loaded anew shortly before
 * it expires
 * @param clusterLease whether instances wait for the load of another instead of loading
 * themselves
 * @param leaseTime after what time without a sign of life another instance takes over a
 * load
 * @param waitTimeout how long anybody waits for the load of another before it loads for
 * itself; zero for as long as it takes
 */
public record LoadSettings(Duration loadTimeout, Duration softLoadTimeout, boolean refreshAhead, boolean clusterLease,
		Duration leaseTime, Duration waitTimeout) {

	public LoadSettings {
		Assert.isTrue(!loadTimeout.isNegative(), "'loadTimeout' must not be negative");
		Assert.isTrue(!softLoadTimeout.isNegative(), "'softLoadTimeout' must not be negative");
		Assert.isTrue(leaseTime.toMillis() >= 100, "'leaseTime' must be at least 100 milliseconds");
		Assert.isTrue(!waitTimeout.isNegative(), "'waitTimeout' must not be negative");
	}

	/**
	 * Returns the settings of a cache nobody configured: loads take as long as they want,
	 * one at a time for a key in the whole cluster, unless others have waited for ten
	 * seconds.
	 * @return the default settings
	 */
	public static LoadSettings defaults() {
		return new LoadSettings(Duration.ZERO, Duration.ZERO, false, true, Duration.ofSeconds(3),
				Duration.ofSeconds(10));
	}

	public LoadSettings withLoadTimeout(Duration loadTimeout) {
		return new LoadSettings(loadTimeout, this.softLoadTimeout, this.refreshAhead, this.clusterLease, this.leaseTime,
				this.waitTimeout);
	}

	public LoadSettings withSoftLoadTimeout(Duration softLoadTimeout) {
		return new LoadSettings(this.loadTimeout, softLoadTimeout, this.refreshAhead, this.clusterLease, this.leaseTime,
				this.waitTimeout);
	}

	public LoadSettings withRefreshAhead(boolean refreshAhead) {
		return new LoadSettings(this.loadTimeout, this.softLoadTimeout, refreshAhead, this.clusterLease, this.leaseTime,
				this.waitTimeout);
	}

	public LoadSettings withClusterLease(boolean clusterLease) {
		return new LoadSettings(this.loadTimeout, this.softLoadTimeout, this.refreshAhead, clusterLease, this.leaseTime,
				this.waitTimeout);
	}

	public LoadSettings withLeaseTime(Duration leaseTime) {
		return new LoadSettings(this.loadTimeout, this.softLoadTimeout, this.refreshAhead, this.clusterLease, leaseTime,
				this.waitTimeout);
	}

	public LoadSettings withWaitTimeout(Duration waitTimeout) {
		return new LoadSettings(this.loadTimeout, this.softLoadTimeout, this.refreshAhead, this.clusterLease,
				this.leaseTime, waitTimeout);
	}

}
