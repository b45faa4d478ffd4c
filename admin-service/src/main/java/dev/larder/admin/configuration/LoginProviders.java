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
package dev.larder.admin.configuration;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Knows whether people can log in with a provider of OpenID Connect.
 */
public final class LoginProviders {

	private LoginProviders() {
	}

	/**
	 * Returns whether there is a provider.
	 * @param environment the settings
	 * @return whether there is one
	 */
	public static boolean areConfigured(Environment environment) {
		return Binder.get(environment)
			.bind("spring.security.oauth2.client.registration", Bindable.mapOf(String.class, Object.class))
			.isBound();
	}

}
