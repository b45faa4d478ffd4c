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
package dev.larder.cache;

import java.util.Locale;

/**
 * Where the entries of a cache live.
 */
public enum CacheMode {

	/**
	 * In the memory of this process.
	 */
	LOCAL,

	/**
	 * In memcached, shared by all processes.
	 */
	MEMCACHED,

	/**
	 * In memcached, with copies in the memory of this process.
	 */
	TIERED;

	/**
	 * Returns the mode as it is written in properties.
	 * @return the mode in lower case
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns whether entries are kept in this process.
	 * @return whether there is a local tier
	 */
	public boolean isLocal() {
		return this != MEMCACHED;
	}

	/**
	 * Returns whether entries are kept in memcached.
	 * @return whether there is a memcached tier
	 */
	public boolean isMemcached() {
		return this != LOCAL;
	}

}
