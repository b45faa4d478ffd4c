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
package dev.larder.admin.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.access.UserDirectory;
import dev.larder.admin.access.UserRights;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The users from the configuration, or one user where there is no other way in. Upper and
 * lower case of a name are the same. Safe for use by several threads.
 */
final class AdminUsers implements UserDirectory {

	private static final Logger logger = LoggerFactory.getLogger(AdminUsers.class);

	private final PasswordHashes passwordHashes;

	private final Map<String, AdminUser> users = new LinkedHashMap<>();

	/**
	 * Creates the users.
	 * @param passwordHashes the hashes that may be configured
	 * @param configured the users of the configuration
	 * @param generate whether one is made if there is none
	 */
	AdminUsers(PasswordHashes passwordHashes, List<AdminProperties.User> configured, boolean generate) {
		this.passwordHashes = passwordHashes;
		for (int i = 0; i < configured.size(); i++) {
			add(configured.get(i), "larder.admin.users[" + i + "]");
		}
		if (configured.isEmpty() && generate) {
			addGenerated();
		}
	}

	private void add(AdminProperties.User user, String property) {
		requireHash(user, property + ".password");
		UserRights rights = new UserRights(user.role(), user.values(),
				AccessScope.of(user.clusters(), user.applications()));
		if (this.users.put(key(user.name()), new AdminUser(user.name(), user.password(), rights)) != null) {
			throw new InvalidAdminSettingException(property + ".name",
					"there is already a user '" + user.name() + "', in upper or lower case.",
					"Give every user a name of its own.");
		}
	}

	private void requireHash(AdminProperties.User user, String property) {
		try {
			this.passwordHashes.require(user.password());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidAdminSettingException(property, ex.getMessage() + " (the user is '" + user.name() + "').",
					"Write a hash of the password, such as " + PasswordHashes.EXAMPLE + ".");
		}
	}

	private void addGenerated() {
		String password = GeneratedPassword.next();
		logger.warn("""


				No user is configured under 'larder.admin.users'.
				Using generated security password: {}

				The user is 'admin'. The password is valid until this process ends.
				""", password);
		String hash = String.valueOf(this.passwordHashes.encoder().encode(password));
		this.users.put("admin", new AdminUser("admin", hash, new UserRights(AdminRole.ADMIN, true, AccessScope.ALL)));
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	@Override
	public Optional<UserRights> find(String name) {
		return Optional.ofNullable(this.users.get(key(name))).map(AdminUser::rights);
	}

	/**
	 * Returns a user as Spring Security wants it.
	 * @param name the user's name
	 * @return the user, or nothing if there is none of that name
	 */
	Optional<UserDetails> details(String name) {
		return Optional.ofNullable(this.users.get(key(name))).map(AdminUser::details);
	}

	/**
	 * Returns the hashes of all passwords.
	 * @return the hashes, each with its algorithm before it
	 */
	Collection<String> hashes() {
		return this.users.values().stream().map(AdminUser::hash).toList();
	}

	/**
	 * A user.
	 *
	 * @param name the user's name
	 * @param hash the hash of the password, with its algorithm before it
	 * @param rights what the user may do
	 */
	private record AdminUser(String name, String hash, UserRights rights) {

		private UserDetails details() {
			return User.withUsername(this.name)
				.password(this.hash)
				.authorities(this.rights.authorities().toArray(String[]::new))
				.build();
		}

		@Override
		public String toString() {
			return "AdminUser[name=" + this.name + ", rights=" + this.rights + "]";
		}

	}

}
