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

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.AbstractUserDetailsAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks user names and passwords, of the form and of basic authentication, within the
 * limits for logins.
 */
final class PasswordAuthenticationProvider extends AbstractUserDetailsAuthenticationProvider {

	private static final String WRONG = "The user name or the password is wrong";

	private final AdminUsers users;

	private final EvenPasswordCheck passwords;

	private final LoginLimits limits;

	PasswordAuthenticationProvider(AdminUsers users, EvenPasswordCheck passwords, LoginLimits limits) {
		this.users = users;
		this.passwords = passwords;
		this.limits = limits;
	}

	@Override
	public Authentication authenticate(Authentication login) {
		String address = (login.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: null;
		String name = login.getName();
		this.limits.check(address, name);
		Authentication user;
		try {
			user = super.authenticate(login);
		}
		catch (BadCredentialsException ex) {
			this.limits.failed(address, name);
			// The superclass has a text of its own for names that are not known
			throw new BadCredentialsException(WRONG, ex);
		}
		this.limits.check(address, name);
		this.limits.succeeded(address, name);
		return user;
	}

	@Override
	protected UserDetails retrieveUser(String name, UsernamePasswordAuthenticationToken login) {
		return this.users.details(name).orElseThrow(() -> {
			this.passwords.matches(password(login), null);
			return new UsernameNotFoundException(WRONG);
		});
	}

	@Override
	protected void additionalAuthenticationChecks(UserDetails user, UsernamePasswordAuthenticationToken login) {
		if (!this.passwords.matches(password(login), user.getPassword())) {
			throw new BadCredentialsException(WRONG);
		}
	}

	private static String password(UsernamePasswordAuthenticationToken login) {
		@Nullable Object password = login.getCredentials();
		return (password != null) ? password.toString() : "";
	}

}
