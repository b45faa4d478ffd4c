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
package dev.larder.zoo;

import java.util.List;

/**
 * What the zoo is cached by.
 */
enum Mode {

	OFF("spring.cache.type=none"), CAFFEINE("spring.cache.type=caffeine"), LOCAL("larder.mode=local"),
	MEMCACHED("larder.mode=memcached"), TIERED("larder.mode=tiered");

	private final String property;

	Mode(String property) {
		this.property = property;
	}

	/**
	 * Returns the properties of an instance.
	 * @param servers the addresses of memcached
	 * @return properties as the command line takes them
	 */
	List<String> properties(List<String> servers) {
		return isShared() ? List.of(this.property, "larder.memcached.servers=" + String.join(",", servers))
				: List.of(this.property);
	}

	boolean isShared() {
		return this == MEMCACHED || this == TIERED;
	}

}
