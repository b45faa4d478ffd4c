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

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says at the start whose word is taken for the address of a client.
 */
@Component
class ForwardedHeadersWarning implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(ForwardedHeadersWarning.class);

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final String PROXIES = "server.tomcat.remoteip.internal-proxies";

	private final Environment environment;

	ForwardedHeadersWarning(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		String strategy = strategy();
		if (strategy.equals("framework")) {
			logger.warn(
					"With '{}=framework' anybody may forge the address that logins are limited by and that the"
							+ " audit events name. Write 'native', and the addresses of the proxies in '{}'.",
					STRATEGY, PROXIES);
		}
		else if (strategy.equals("native") && !isBound(PROXIES)) {
			logger.warn("Whoever connects from a private network may forge the address that logins are limited by and"
					+ " that the audit events name. Write the addresses of the proxies in '{}', such as 10.0.0.7/32.",
					PROXIES);
		}
	}

	/**
	 * Returns the strategy. On some platforms Spring Boot trusts proxies unless told
	 * otherwise.
	 */
	private String strategy() {
		@Nullable String configured = this.environment.getProperty(STRATEGY);
		if (configured != null) {
			return configured.toLowerCase(Locale.ROOT);
		}
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		return (platform != null && platform.isUsingForwardHeaders()) ? "native" : "none";
	}

	private boolean isBound(String property) {
		return Binder.get(this.environment).bind(property, Bindable.of(String.class)).isBound();
	}

}
