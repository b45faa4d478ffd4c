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

package dev.larder.admin.web;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Service;

/**
 * Tells what this service is. Safe for use by several threads.
 */
@Service
public class AboutService {

	private final ApplicationContext context;

	private final @Nullable BuildProperties buildProperties;

	AboutService(ApplicationContext context, ObjectProvider<BuildProperties> buildProperties) {
		this.context = context;
		this.buildProperties = buildProperties.getIfAvailable();
	}

	/**
	 * Returns what this service is.
	 * @return its name and versions, and when it was started
	 */
	public About about() {
		return new About("Larder Admin", (this.buildProperties != null) ? this.buildProperties.getVersion() : null,
				Runtime.version().toString(), SpringBootVersion.getVersion(),
				Instant.ofEpochMilli(this.context.getStartupDate()));
	}

}
