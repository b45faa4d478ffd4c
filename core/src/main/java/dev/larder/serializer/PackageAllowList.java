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
package dev.larder.serializer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import dev.larder.internal.type.JdkValueTypes;
import dev.larder.internal.type.LibraryValueTypes;
import org.springframework.util.Assert;

/**
 * Allows the classes in some packages and below, some classes by name, the JDK's plain
 * value types, and those of some libraries. Immutable and thread-safe.
 */
public final class PackageAllowList implements TypeAllowList {

	private static final String ALL_BELOW = ".**";

	private static final String ALL_IN = ".*";

	private final Set<String> names = new HashSet<>();

	private final Set<String> packages = new HashSet<>();

	private final Set<String> packageTrees = new HashSet<>();

	/**
	 * Creates an allow-list.
	 * @param basePackages packages whose classes are allowed, and those of all packages
	 * below them; usually those of the application
	 * @param patterns more classes: {@code com.acme.Order} is one class and those nested
	 * in it, {@code com.acme.model.*} all classes of a package, and
	 * {@code com.acme.model.**} those of the packages below it, too
	 * @throws IllegalArgumentException if a pattern is none of these
	 */
	public PackageAllowList(Collection<String> basePackages, Collection<String> patterns) {
		basePackages.stream()
			.filter((name) -> !name.isEmpty())
			.forEach((name) -> this.packageTrees.add(checked(name, name)));
		patterns.forEach(this::add);
	}

	private void add(String pattern) {
		if (pattern.endsWith(ALL_BELOW)) {
			this.packageTrees.add(checked(pattern, pattern.substring(0, pattern.length() - ALL_BELOW.length())));
		}
		else if (pattern.endsWith(ALL_IN)) {
			this.packages.add(checked(pattern, pattern.substring(0, pattern.length() - ALL_IN.length())));
		}
		else {
			this.names.add(checked(pattern, pattern));
		}
	}

	private static String checked(String pattern, String name) {
		boolean valid = !name.isEmpty()
				&& name.chars().allMatch((unit) -> unit == '.' || Character.isJavaIdentifierPart(unit));
		Assert.isTrue(valid, () -> "Cannot allow the types '" + pattern
				+ "': write the name of a class, or that of a package followed by '.*' or '.**'");
		return name;
	}

	@Override
	public boolean allows(String className) {
		return JdkValueTypes.contains(className) || LibraryValueTypes.contains(className) || allowsName(className)
				|| allowsPackage(className);
	}

	private boolean allowsName(String className) {
		if (this.names.contains(className)) {
			return true;
		}
		for (int i = className.indexOf('$'); i >= 0; i = className.indexOf('$', i + 1)) {
			if (this.names.contains(className.substring(0, i))) {
				return true;
			}
		}
		return false;
	}

	private boolean allowsPackage(String className) {
		int end = className.lastIndexOf('.');
		if (end >= 0 && this.packages.contains(className.substring(0, end))) {
			return true;
		}
		for (; end >= 0; end = className.lastIndexOf('.', end - 1)) {
			if (this.packageTrees.contains(className.substring(0, end))) {
				return true;
			}
		}
		return false;
	}

}
