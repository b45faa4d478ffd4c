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

import java.util.Locale;
import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Stops the start in production where the service would be open: without users of its own
 * or of a provider, or where passwords and tokens would go over the network as they are.
 * It looks at the settings before anything else is made of them.
 */
@Component
class ProductionCheck implements BeanFactoryPostProcessor, EnvironmentAware {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private static final String FORWARD_HEADERS = "server.forward-headers-strategy";

	private Environment environment = new StandardEnvironment();

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (this.environment.acceptsProfiles(PRODUCTION)) {
			requireUsers();
			requireTrustworthyHeaders();
			requireEncryption();
		}
	}

	private void requireUsers() {
		if (!LoginProviders.areConfigured(this.environment)
				&& !Binder.get(this.environment).bind("larder.admin.users", Bindable.listOf(Map.class)).isBound()) {
			throw new InvalidAdminSettingException("larder.admin.users",
					"no user is configured, and in production no password is generated, as it would be in the log.",
					"Configure users, each with 'name', 'role' and a hash as 'password', or a provider of OpenID"
							+ " Connect, or start without the profile for production.");
		}
	}

	private void requireTrustworthyHeaders() {
		if (forwardHeaders().equals("framework")) {
			throw new InvalidAdminSettingException(FORWARD_HEADERS,
					"with 'framework' anybody may forge the address that logins are limited by and that the audit"
							+ " events name.",
					"Write 'native', which trusts the headers of proxies in private networks only.");
		}
	}

	private void requireEncryption() {
		if (!hasTls() && !forwardHeaders().equals("native") && !isLoopback()) {
			throw new InvalidAdminSettingException("server.ssl.bundle",
					"there is no TLS, so that passwords and tokens would go over the network as they are.",
					"Set 'server.ssl.bundle', or '" + FORWARD_HEADERS + "' to 'native' behind a proxy that does TLS,"
							+ " or 'server.address' to 127.0.0.1 if nobody connects from elsewhere.");
		}
	}

	private boolean hasTls() {
		boolean enabled = !"false".equalsIgnoreCase(this.environment.getProperty("server.ssl.enabled"));
		return enabled
				&& (isSet("server.ssl.bundle") || isSet("server.ssl.key-store") || isSet("server.ssl.certificate"));
	}

	private boolean isLoopback() {
		String address = this.environment.getProperty("server.address", "");
		return address.matches("127\\.\\d+\\.\\d+\\.\\d+") || address.equals("::1") || address.equals("localhost");
	}

	private boolean isSet(String property) {
		return StringUtils.hasText(this.environment.getProperty(property));
	}

	private String forwardHeaders() {
		return this.environment.getProperty(FORWARD_HEADERS, "none").toLowerCase(Locale.ROOT);
	}

}
