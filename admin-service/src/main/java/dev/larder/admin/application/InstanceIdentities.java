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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Remembers which processes instances have said they are, to find those that are one
 * under several names, as who is both configured and registered, or has several
 * addresses. Safe for use by several threads.
 */
@Component
public class InstanceIdentities {

	/**
	 * Longer than the longest interval between two polls. A name may lead to another
	 * process at any time.
	 */
	private static final Duration MEMORY = Duration.ofMinutes(2);

	private static final int MAX_SIZE = 10_000;

	private final Map<Name, Identity> identities = new ConcurrentHashMap<>();

	private final Clock clock;

	InstanceIdentities() {
		this(Clock.systemUTC());
	}

	InstanceIdentities(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Notes what an instance has said.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param identity what tells its process from others, or {@code null} if it does not
	 * tell
	 */
	void note(String application, ApplicationInstance instance, @Nullable String identity) {
		Name name = new Name(application, instance.id());
		if (identity == null) {
			this.identities.remove(name);
			return;
		}
		Instant now = this.clock.instant();
		if (this.identities.size() >= MAX_SIZE) {
			this.identities.values().removeIf((known) -> known.isOver(now));
		}
		if (this.identities.size() < MAX_SIZE || this.identities.containsKey(name)) {
			this.identities.put(name, new Identity(identity, now.plus(MEMORY)));
		}
	}

	/**
	 * Returns an application with one instance for each process.
	 * @param application the application
	 * @return one without the other names of instances
	 */
	ClientApplication withoutDuplicates(ClientApplication application) {
		Map<ApplicationInstance, List<ApplicationInstance>> duplicates = duplicates(application);
		if (duplicates.isEmpty()) {
			return application;
		}
		List<ApplicationInstance> others = duplicates.values().stream().flatMap(List::stream).toList();
		return new ClientApplication(application.name(),
				application.instances().stream().filter((instance) -> !others.contains(instance)).toList(),
				application.cluster(), application.access());
	}

	/**
	 * Returns the instances that have other names.
	 * @param application the application
	 * @return their other names, by the first
	 */
	public Map<ApplicationInstance, List<ApplicationInstance>> duplicates(ClientApplication application) {
		Instant now = this.clock.instant();
		Map<String, ApplicationInstance> first = new HashMap<>();
		Map<ApplicationInstance, List<ApplicationInstance>> duplicates = new HashMap<>();
		for (ApplicationInstance instance : application.instances()) {
			Identity identity = this.identities.get(new Name(application.name(), instance.id()));
			if (identity != null && !identity.isOver(now)) {
				ApplicationInstance known = first.putIfAbsent(identity.text(), instance);
				if (known != null) {
					duplicates.computeIfAbsent(known, (key) -> new ArrayList<>()).add(instance);
				}
			}
		}
		return duplicates;
	}

	private record Name(String application, String instance) {

	}

	private record Identity(String text, Instant until) {

		private boolean isOver(Instant now) {
			return now.isAfter(this.until);
		}

	}

}
