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

import java.time.Clock;

import dev.larder.admin.access.AdminRole;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.LoginProviders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Users, their passwords and their roles.
 */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

	private final PasswordHashes passwordHashes = new PasswordHashes();

	@Bean
	PasswordEncoder passwordEncoder() {
		return this.passwordHashes.encoder();
	}

	@Bean
	AdminUsers adminUsers(AdminProperties properties, Environment environment) {
		return new AdminUsers(this.passwordHashes, properties.users(), !LoginProviders.areConfigured(environment));
	}

	@Bean
	LoginLimits loginLimits(AdminProperties properties) {
		return new LoginLimits(properties.limits(), Clock.systemUTC());
	}

	/**
	 * The only way to check a password. There is no {@code UserDetailsService}, with
	 * which Spring Security would make one of its own.
	 */
	@Bean
	AuthenticationProvider passwordAuthenticationProvider(AdminUsers users, PasswordEncoder passwordEncoder,
			LoginLimits limits) {
		return new PasswordAuthenticationProvider(users, new EvenPasswordCheck(passwordEncoder, users.hashes()),
				limits);
	}

	@Bean
	RoleHierarchy roleHierarchy() {
		return RoleHierarchyImpl.withDefaultRolePrefix()
			.role(AdminRole.ADMIN.name())
			.implies(AdminRole.OPERATOR.name(), AdminRole.REGISTRAR.name())
			.role(AdminRole.OPERATOR.name())
			.implies(AdminRole.VIEWER.name())
			.build();
	}

}
