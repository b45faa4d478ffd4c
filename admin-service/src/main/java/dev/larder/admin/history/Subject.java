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

package dev.larder.admin.history;

/**
 * Something that has figures or warnings.
 *
 * @param type what it is
 * @param group the name of the cluster or application it is, or belongs to
 * @param name its name in that, or an empty text
 */
public record Subject(Type type, String group, String name) {

	/**
	 * Returns a cluster.
	 * @param name its name
	 * @return the subject
	 */
	public static Subject cluster(String name) {
		return new Subject(Type.CLUSTER, name, "");
	}

	/**
	 * Returns a server.
	 * @param cluster the name of its cluster
	 * @param id its id
	 * @return the subject
	 */
	public static Subject server(String cluster, String id) {
		return new Subject(Type.SERVER, cluster, id);
	}

	/**
	 * Returns an application.
	 * @param name its name
	 * @return the subject
	 */
	public static Subject application(String name) {
		return new Subject(Type.APPLICATION, name, "");
	}

	/**
	 * Returns an instance.
	 * @param application the name of its application
	 * @param id its id
	 * @return the subject
	 */
	public static Subject instance(String application, String id) {
		return new Subject(Type.INSTANCE, application, id);
	}

	/**
	 * Returns a cache, of all instances and cache managers that have one of its name.
	 * @param application the name of its application
	 * @param name its name
	 * @return the subject
	 */
	public static Subject cache(String application, String name) {
		return new Subject(Type.CACHE, application, name);
	}

	/**
	 * What a subject is.
	 */
	public enum Type {

		/**
		 * A group of memcached servers.
		 */
		CLUSTER,

		/**
		 * A memcached server.
		 */
		SERVER,

		/**
		 * An application.
		 */
		APPLICATION,

		/**
		 * An instance of an application.
		 */
		INSTANCE,

		/**
		 * A cache of an application.
		 */
		CACHE

	}

}
