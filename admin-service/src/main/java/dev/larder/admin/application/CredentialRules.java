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
package dev.larder.admin.application;

import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.configuration.AdminProperties;

import org.springframework.stereotype.Component;
import org.springframework.util.PatternMatchUtils;

/**
 * Tells how applications are asked that have nothing configured for them alone. Nothing
 * but their name matters: what a registry says of credentials, all who can read it know.
 */
@Component
public class CredentialRules {

	private final List<Rule> rules = new ArrayList<>();

	CredentialRules(AdminProperties properties, InstanceClients clients) {
		for (int i = 0; i < properties.credentials().size(); i++) {
			AdminProperties.ApplicationCredentials configured = properties.credentials().get(i);
			AccessSettings settings = new AccessSettings("larder.admin.credentials[" + i + "]", configured.username(),
					configured.password(), configured.tokenFile(), configured.sslBundle());
			InstanceAccess access = settings.check(clients);
			this.rules.add(new Rule(List.copyOf(configured.applications()),
					new InstanceAccess(access.credentials(), access.sslBundle(), configured.forRegistered())));
		}
	}

	/**
	 * Returns how an application is asked.
	 * @param application its name
	 * @return the access of the first rule that names it, or one without credentials
	 */
	public InstanceAccess access(String application) {
		return this.rules.stream()
			.filter((rule) -> rule.patterns()
				.stream()
				.anyMatch((pattern) -> PatternMatchUtils.simpleMatch(pattern, application)))
			.map(Rule::access)
			.findFirst()
			.orElse(InstanceAccess.OPEN);
	}

	private record Rule(List<String> patterns, InstanceAccess access) {
	}

}
