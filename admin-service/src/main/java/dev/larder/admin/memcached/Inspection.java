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

import org.jspecify.annotations.Nullable;

/**
 * What was found when an item was looked for.
 *
 * @param command how it was looked for
 * @param metadata what the server tells about the item, or {@code null} if it has none
 * @param value the value, or {@code null} if it was not asked for or there is no item
 */
public record Inspection(InspectionCommand command, @Nullable ItemMetadata metadata, @Nullable StoredValue value) {

	/**
	 * Returns whether the server has the item.
	 * @return whether it has
	 */
	public boolean isPresent() {
		return this.metadata != null;
	}

	/**
	 * Returns whether looking at the item counted as a use of it, which changes what the
	 * server evicts next.
	 * @return whether it did
	 */
	public boolean isRecencyTouched() {
		return isPresent() && (this.command == InspectionCommand.GETS
				|| (this.command == InspectionCommand.ME && this.value != null));
	}

}
