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

package dev.larder.admin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * The lowest role that may use each route, by its method and path.
 */
public final class AccessMatrix {

	private static final List<String> USERS = List.of("registrar", "viewer", "operator", "admin");

	private final Map<String, String> lowestRoles;

	/**
	 * Creates a matrix.
	 * @param lowestRoles the roles by method and path
	 */
	public AccessMatrix(Map<String, String> lowestRoles) {
		this.lowestRoles = new TreeMap<>(lowestRoles);
	}

	public Set<String> routes() {
		return this.lowestRoles.keySet();
	}

	public String lowestRole(String route) {
		return this.lowestRoles.get(route);
	}

	/**
	 * Returns every user at every route.
	 * @param allowed tells whether a user may use a route
	 * @return user, route, and whether it is allowed
	 */
	public Stream<Arguments> attempts(BiPredicate<String, String> allowed) {
		return routes().stream()
			.flatMap((route) -> USERS.stream().map((user) -> Arguments.of(user, route, allowed.test(user, route))));
	}

	/**
	 * Returns whether the role of a user, who is called like it, reaches another.
	 * @param user the user
	 * @param role the role that is needed, not that of a registrar
	 * @return whether it does
	 */
	public static boolean reaches(String user, String role) {
		return USERS.indexOf(user) >= USERS.indexOf(role);
	}

	public static String method(String route) {
		return route.substring(0, route.indexOf(' '));
	}

	/**
	 * Returns a path that can be asked for.
	 * @param route the method and the path with its variables
	 * @param server the id of a server of the cluster {@code main}
	 * @return the path
	 */
	public static String path(String route, String server) {
		return route.substring(route.indexOf(' ') + 1)
			.replace("{cluster}", "main")
			.replace("{server}", server)
			.replace("{application}", "atlas")
			.replace("{id}", "none");
	}

}
