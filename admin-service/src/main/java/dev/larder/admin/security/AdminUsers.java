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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Makes the users from the configuration, or one user where none is configured.
 */
final class AdminUsers {

	private static final Logger logger = LoggerFactory.getLogger(AdminUsers.class);

	private final PasswordHashes passwordHashes;

	AdminUsers(PasswordHashes passwordHashes) {
		this.passwordHashes = passwordHashes;
	}

	List<UserDetails> of(List<AdminProperties.User> configured) {
		if (configured.isEmpty()) {
			return List.of(generated());
		}
		List<UserDetails> users = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (int i = 0; i < configured.size(); i++) {
			AdminProperties.User user = configured.get(i);
			String property = "larder.admin.users[" + i + "]";
			if (!names.add(user.name().toLowerCase(Locale.ROOT))) {
				throw new InvalidAdminSettingException(property + ".name",
						"there is already a user '" + user.name() + "', in upper or lower case.",
						"Give every user a name of its own.");
			}
			requireHash(user, property + ".password");
			users.add(user(user.name(), user.password(), user.role(), user.values()));
		}
		return users;
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

	private UserDetails generated() {
		String password = GeneratedPassword.next();
		logger.warn("""


				No user is configured under 'larder.admin.users'.
				Using generated security password: {}

				The user is 'admin'. The password is valid until this process ends.
				""", password);
		return user("admin", String.valueOf(this.passwordHashes.encoder().encode(password)), AdminRole.ADMIN, true);
	}

	private static UserDetails user(String name, String password, AdminRole role, boolean values) {
		List<String> authorities = new ArrayList<>(List.of(role.authority()));
		if (values) {
			authorities.add(AccessRights.VALUE_READ);
		}
		return User.withUsername(name).password(password).authorities(authorities.toArray(String[]::new)).build();
	}

}
