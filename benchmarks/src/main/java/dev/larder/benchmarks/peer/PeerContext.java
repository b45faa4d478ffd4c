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
package dev.larder.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts applications whose cache manager is auto-configured, each only by those who are
 * meant to.
 */
public final class PeerContext {

	static final String CACHE = "products";

	private PeerContext() {
	}

	/**
	 * Starts an application.
	 * @param properties its properties, each {@code name=value}
	 * @param sources its configuration beside {@link PeerApplication}
	 * @return the context, to be closed by the caller
	 */
	public static ConfigurableApplicationContext start(List<String> properties, Class<?>... sources) {
		List<String> all = new ArrayList<>(properties);
		all.add("spring.main.banner-mode=off");
		all.add("spring.main.log-startup-info=false");
		all.add("spring.jmx.enabled=false");
		return new SpringApplicationBuilder(PeerApplication.class).sources(sources)
			.web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
	}

}
