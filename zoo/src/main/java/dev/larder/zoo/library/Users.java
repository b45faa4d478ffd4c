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
package dev.larder.zoo.library;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/**
 * Users and their rights, as Spring Security has them.
 */
@Service
public class Users implements UserDetailsService {

	@Override
	@Cacheable("users")
	public UserDetails loadUserByUsername(String username) {
		if (username.equals("nobody")) {
			throw new UsernameNotFoundException("no user " + username);
		}
		return User.withUsername(username).password("{noop}secret").roles("KEEPER", "VISITOR").build();
	}

	@Cacheable("members")
	public Member member(String name) {
		return new Member(name, "{noop}secret", List.of(new SimpleGrantedAuthority("ROLE_MEMBER")), 7);
	}

	@Cacheable("authorities")
	public List<GrantedAuthority> authorities(String username) {
		return AuthorityUtils.createAuthorityList("ROLE_" + username, "read");
	}

	@Cacheable("authority-sets")
	public Set<SimpleGrantedAuthority> authoritySet(String username) {
		return Set.of(new SimpleGrantedAuthority("ROLE_" + username));
	}

	@Cacheable("authentications")
	public Authentication authentication(String username) {
		return UsernamePasswordAuthenticationToken.authenticated(username, null,
				AuthorityUtils.createAuthorityList("ROLE_KEEPER"));
	}

	@Cacheable(cacheNames = "rights", key = "#authentication.name")
	public Collection<String> rights(Authentication authentication) {
		return authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
	}

	/**
	 * A user with a field of the application's own.
	 */
	public static class Member extends User {

		private final int discount;

		public Member(String username, String password, Collection<? extends GrantedAuthority> authorities,
				int discount) {
			super(username, password, authorities);
			this.discount = discount;
		}

		public int getDiscount() {
			return this.discount;
		}

	}

}
