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

package dev.larder.admin.access;

import java.util.List;
import java.util.stream.Stream;

/**
 * The clusters and applications that somebody's rights are about.
 */
public final class AccessScope {

	/**
	 * What a pattern may consist of.
	 */
	public static final String PATTERN = "[A-Za-z0-9._*-]{1,63}";

	/**
	 * Every cluster and every application.
	 */
	public static final AccessScope ALL = of(List.of("*"), List.of("*"));

	/**
	 * No cluster and no application.
	 */
	public static final AccessScope NONE = of(List.of(), List.of());

	private final List<NamePatterns> clusters;

	private final List<NamePatterns> applications;

	private AccessScope(List<NamePatterns> clusters, List<NamePatterns> applications) {
		this.clusters = clusters;
		this.applications = applications;
	}

	/**
	 * Returns the scope of names that match one of several patterns.
	 * @param clusters patterns of the names of clusters, with {@code *}
	 * @param applications patterns of the names of applications, with {@code *}
	 * @return the scope
	 */
	public static AccessScope of(List<String> clusters, List<String> applications) {
		return new AccessScope(List.of(new NamePatterns(clusters)), List.of(new NamePatterns(applications)));
	}

	/**
	 * Returns what is in this scope and in another.
	 * @param other the other scope
	 * @return the scope of both
	 */
	public AccessScope and(AccessScope other) {
		return new AccessScope(both(this.clusters, other.clusters), both(this.applications, other.applications));
	}

	private static List<NamePatterns> both(List<NamePatterns> one, List<NamePatterns> other) {
		return Stream.concat(one.stream(), other.stream()).toList();
	}

	public boolean includesCluster(String name) {
		return this.clusters.stream().allMatch((patterns) -> patterns.test(name));
	}

	public boolean includesApplication(String name) {
		return this.applications.stream().allMatch((patterns) -> patterns.test(name));
	}

	/**
	 * Returns whether everything is in the scope, whatever its name.
	 * @return whether there is no limit
	 */
	public boolean isUnlimited() {
		return Stream.concat(this.clusters.stream(), this.applications.stream()).allMatch(NamePatterns::includesAll);
	}

	@Override
	public String toString() {
		return "AccessScope[clusters=" + this.clusters + ", applications=" + this.applications + "]";
	}

}
