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
package dev.larder.test;

import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * Finds tests that start servers or processes, through whatever helper, and do not say so
 * by {@link ServerTest}.
 */
public final class ServerTestRule {

	private static final Set<String> STARTERS = Set.of("java.lang.ProcessBuilder", "java.net.ServerSocket",
			"java.nio.channels.ServerSocketChannel", "com.sun.net.httpserver.HttpServer");

	private ServerTestRule() {
	}

	/**
	 * Returns the tests that lack the annotation.
	 * @param test any test of the module
	 * @return the names of the classes
	 */
	public static List<String> untagged(Class<?> test) {
		JavaClasses classes = read(List.of(test.getProtectionDomain().getCodeSource().getLocation(),
				ServerTestRule.class.getProtectionDomain().getCodeSource().getLocation()));
		return classes.stream()
			.filter((type) -> type.getSimpleName().endsWith("Tests"))
			.filter((type) -> !type.isMetaAnnotatedWith("org.junit.jupiter.api.Tag") && starts(type, classes))
			.map(JavaClass::getName)
			.sorted()
			.toList();
	}

	// What the classes of libraries use does not matter, and takes long to read
	private static JavaClasses read(List<URL> locations) {
		return ArchConfiguration.withThreadLocalScope((configuration) -> {
			configuration.setResolveMissingDependenciesFromClassPath(false);
			return new ClassFileImporter().importUrls(locations);
		});
	}

	private static boolean starts(JavaClass test, JavaClasses classes) {
		Set<JavaClass> seen = new HashSet<>();
		Deque<JavaClass> rest = new ArrayDeque<>(List.of(test));
		while (!rest.isEmpty()) {
			JavaClass next = rest.remove();
			if (!seen.add(next)) {
				continue;
			}
			for (Dependency dependency : next.getDirectDependenciesFromSelf()) {
				JavaClass target = dependency.getTargetClass();
				if (STARTERS.contains(target.getName())) {
					return true;
				}
				if (classes.contain(target.getName())) {
					rest.add(classes.get(target.getName()));
				}
			}
		}
		return false;
	}

}
