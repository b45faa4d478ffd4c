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
package dev.larder.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Leaves out the lines in which xmemcached says that it starts and stops reactors, of
 * which users know nothing. Two loggers write nothing else below a warning; an
 * application that sets a level for the client's packages gets what they say.
 */
class QuietClientLogging implements EnvironmentPostProcessor {

	private static final String PACKAGES = "logging.level.com.google.code.yanf4j";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.containsProperty(PACKAGES)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("larderLogging", Map.of(PACKAGES + ".nio.impl.SelectorManager", "warn",
						PACKAGES + ".core.impl.AbstractController", "warn")));
		}
	}

}
