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
package dev.larder.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations, and what they are described by.
 */
public enum MemcachedObservationDocumentation implements ObservationDocumentation {

	/**
	 * An operation of a cache in memcached, from its sending to its answer.
	 */
	MEMCACHED_OPERATION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMemcachedObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	/**
	 * What operations are described by in traces and meters.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * The kind of database, always {@code memcached}.
		 */
		SYSTEM("db.system.name"),

		/**
		 * The command.
		 */
		OPERATION("db.operation.name"),

		/**
		 * The start of all keys of the application.
		 */
		NAMESPACE("db.namespace"),

		/**
		 * The name of the cache.
		 */
		COLLECTION("db.collection.name"),

		/**
		 * The host name or address of the server, as configured.
		 */
		SERVER_ADDRESS("server.address"),

		/**
		 * The port of the server.
		 */
		SERVER_PORT("server.port"),

		/**
		 * The kind of failure, {@code none} if there is none.
		 */
		ERROR_TYPE("error.type");

		private final String key;

		LowCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * What operations are described by in traces alone.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * The number of keys, if there are several.
		 */
		BATCH_SIZE("db.operation.batch.size");

		private final String key;

		HighCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
