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
package dev.larder.admin.memcached;

/**
 * What a server may or may not be able to do.
 */
public enum Capability {

	/**
	 * {@code stats settings}: the server tells what it was started with.
	 */
	STATS_SETTINGS,

	/**
	 * {@code mg} with the flags of {@link InspectionCommand#MG}: an item's metadata
	 * without a trace.
	 */
	META_GET,

	/**
	 * {@code me}: an item's metadata without its flags.
	 */
	META_DEBUG,

	/**
	 * {@code lru_crawler metadump}: a list of the keys.
	 */
	METADUMP,

	/**
	 * {@code mgdump}: a list of the keys in a shorter form.
	 */
	MGDUMP,

	/**
	 * {@code flush_all}: known from the settings, as trying it would flush.
	 */
	FLUSH,

	/**
	 * {@code cas}: a change on condition that there was no other, by which Larder stores
	 * what is loaded.
	 */
	CAS,

	/**
	 * {@code watch}: a log of what clients do, such as the keys they read.
	 */
	WATCH

}
