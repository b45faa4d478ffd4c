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

import dev.larder.admin.access.AccessScope;
import org.jspecify.annotations.Nullable;

/**
 * A subject, as the API names it.
 *
 * @param type what it is
 * @param cluster the name of the cluster, if it is one or belongs to one
 * @param server the id of the server
 * @param application the name of the application, if it is one or belongs to one
 * @param instance the id of the instance
 * @param cache the name of the cache
 */
public record SubjectView(Subject.Type type, @Nullable String cluster, @Nullable String server,
		@Nullable String application, @Nullable String instance, @Nullable String cache) {

	/**
	 * Returns a subject as the API names it.
	 * @param subject the subject
	 * @return the view
	 */
	public static SubjectView of(Subject subject) {
		Subject.Type type = subject.type();
		boolean ofCluster = type == Subject.Type.CLUSTER || type == Subject.Type.SERVER;
		return new SubjectView(type, ofCluster ? subject.group() : null,
				(type == Subject.Type.SERVER) ? subject.name() : null, ofCluster ? null : subject.group(),
				(type == Subject.Type.INSTANCE) ? subject.name() : null,
				(type == Subject.Type.CACHE) ? subject.name() : null);
	}

	/**
	 * Returns whether the subject belongs to what may be seen.
	 * @param scope what may be seen
	 * @return whether its cluster or application is in the scope
	 */
	public boolean isIn(AccessScope scope) {
		return (this.cluster == null || scope.includesCluster(this.cluster))
				&& (this.application == null || scope.includesApplication(this.application));
	}

}
