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

package dev.larder.admin.console;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.EnvironmentProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page shows, whatever it is about.
 */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
class ConsoleModel {

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final AccessRights rights;

	private final MessageSource messages;

	private final EnvironmentProperties environment;

	private final long staleSeconds;

	ConsoleModel(ClusterCatalog clusters, ApplicationCatalog applications, AccessRights rights, MessageSource messages,
			AdminProperties properties) {
		this.clusters = clusters;
		this.applications = applications;
		this.rights = rights;
		this.messages = messages;
		this.environment = properties.environment();
		this.staleSeconds = properties.history().interval().multipliedBy(4).toSeconds();
	}

	@ModelAttribute("viewer")
	@Nullable Viewer viewer(@Nullable Authentication user) {
		return (user != null) ? Viewer.of(user, this.rights) : null;
	}

	@ModelAttribute("display")
	Display display(Locale locale) {
		return new Display(locale, this.messages, Clock.system(ZoneId.systemDefault()));
	}

	@ModelAttribute("preferences")
	Preferences preferences(HttpServletRequest request) {
		return Preferences.of(request);
	}

	/**
	 * Returns after how many seconds figures are old: three polls are missing.
	 */
	@ModelAttribute("staleSeconds")
	long staleSeconds() {
		return this.staleSeconds;
	}

	@ModelAttribute("environment")
	EnvironmentProperties environment() {
		return this.environment;
	}

	@ModelAttribute("clusterNames")
	List<String> clusterNames(@Nullable Authentication user) {
		return (user != null) ? this.clusters.clusters().stream().map(Cluster::name).toList() : List.of();
	}

	@ModelAttribute("applicationNames")
	List<String> applicationNames(@Nullable Authentication user) {
		return (user != null) ? this.applications.applications().stream().map(ClientApplication::name).toList()
				: List.of();
	}

}
