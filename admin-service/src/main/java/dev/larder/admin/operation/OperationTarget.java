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
package dev.larder.admin.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What to do something to. Which members are needed depends on the type of the operation.
 *
 * @param cluster the name of a cluster
 * @param server the id of a server
 * @param application the name of an application
 * @param cache the name of a cache
 * @param manager the name of the cache's manager, if several have a cache of that name
 * @param instances the ids of instances, if not all are meant
 * @param key a key as text
 * @param keyBase64 a key in base64, if it is not text
 * @param prefix the beginning of keys, as text
 */
public record OperationTarget(@Nullable String cluster, @Nullable String server, @Nullable String application,
		@Nullable String cache, @Nullable String manager, @Nullable List<String> instances, @Nullable String key,
		@Nullable String keyBase64, @Nullable String prefix) {

	/**
	 * Returns the target of a flush.
	 * @param names names by kind
	 * @return the target
	 */
	static OperationTarget ofFlush(Map<String, Object> names) {
		return new OperationTarget(text(names, "cluster"), text(names, "server"), null, null, null, null, null, null,
				null);
	}

	private static @Nullable String text(Map<String, Object> names, String kind) {
		return (names.get(kind) instanceof String name) ? name : null;
	}

	/**
	 * Requires that nothing is named but what an operation looks at: what it did not look
	 * at may have been meant to narrow it.
	 * @param type the type of the operation
	 * @param names the members that it looks at
	 * @throws ApiException if there is another
	 */
	void requireOnly(OperationType type, String... names) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("cluster", this.cluster);
		members.put("server", this.server);
		members.put("application", this.application);
		members.put("cache", this.cache);
		members.put("manager", this.manager);
		members.put("instances", this.instances);
		members.put("key", this.key);
		members.put("keyBase64", this.keyBase64);
		members.put("prefix", this.prefix);
		List<String> looked = List.of(names);
		members.forEach((name, value) -> {
			if (value != null && !looked.contains(name)) {
				throw new ApiException(ProblemCode.INVALID_BODY,
						type + " has no 'target." + name + "' here, but " + String.join(", ", looked));
			}
		});
	}

	/**
	 * Returns the key of an entry, which may be the empty text.
	 * @param type the type of the operation
	 * @return the key
	 */
	String requiredKey(OperationType type) {
		if (this.key == null) {
			throw new ApiException(ProblemCode.INVALID_BODY, type + " needs 'target.key'");
		}
		return this.key;
	}

	static String required(@Nullable String value, String name, OperationType type) {
		if (value == null || value.isBlank()) {
			throw new ApiException(ProblemCode.INVALID_BODY, type + " needs 'target." + name + "'");
		}
		return value;
	}

	/**
	 * Returns the instances of an application.
	 * @param application the application
	 * @return the instances, at least one
	 * @throws ApiException if none is known at this moment
	 */
	static List<ApplicationInstance> instances(ClientApplication application) {
		if (application.instances().isEmpty()) {
			throw new ApiException(ProblemCode.UNKNOWN_INSTANCE,
					"No instance of the application '" + application.name() + "' is known now");
		}
		return application.instances();
	}

	@Override
	public String toString() {
		return "OperationTarget[cluster=" + this.cluster + ", server=" + this.server + ", application="
				+ this.application + ", cache=" + this.cache + "]";
	}

}
