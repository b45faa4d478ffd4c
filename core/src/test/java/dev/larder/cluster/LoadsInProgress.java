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
package dev.larder.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loads of one instance that are in progress. While a server does not answer, one
 * load is to do for all who ask before it ends, as nothing is known of what happens
 * elsewhere. Thread-safe.
 */
final class LoadsInProgress {

	private final ClusterInstance instance;

	private final Set<Load> loads = ConcurrentHashMap.newKeySet();

	LoadsInProgress(ClusterInstance instance) {
		this.instance = instance;
	}

	Load begin() {
		Load load = new Load(this.instance.isInTrouble(), this.instance.errors());
		this.loads.add(load);
		return load;
	}

	void end(Load load) {
		this.loads.remove(load);
	}

	/**
	 * Returns whether a server has failed since any of them began.
	 */
	boolean areInTrouble() {
		long errors = this.instance.errors();
		return this.loads.stream().anyMatch((load) -> load.troubled || load.errors != errors);
	}

	/**
	 * A load. No two are equal.
	 */
	static final class Load {

		private final boolean troubled;

		private final long errors;

		private Load(boolean troubled, long errors) {
			this.troubled = troubled;
			this.errors = errors;
		}

	}

}
