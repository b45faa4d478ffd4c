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
package dev.larder.serializer.jdk;

import java.io.ObjectInputFilter;

import dev.larder.serializer.TypeAllowList;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what one stream may make the JDK's deserialization do, and checks the classes of
 * arrays that are allocated without being named. One filter reads one stream.
 * <p>
 * The depth is bounded tightly. The hash of a set is that of all its elements, so that in
 * a small stream few sets that contain each other many times take years to read: every
 * level multiplies the time. See "SerialDOS" by Wouter Coekaerts. The filter is not told
 * the class of an object whose class has been seen before, so that it cannot count just
 * the sets.
 */
final class JdkSerializationFilter implements ObjectInputFilter {

	private static final int MAX_DEPTH = 24;

	private static final int MAX_REFERENCES = 2_000_000;

	private static final int MAX_ARRAY = 16 * 1024 * 1024;

	private final TypeAllowList allowList;

	private @Nullable String bound;

	JdkSerializationFilter(TypeAllowList allowList) {
		this.allowList = allowList;
	}

	@Override
	public Status checkInput(FilterInfo info) {
		if (info.depth() > MAX_DEPTH) {
			return beyond("It is nested more than " + MAX_DEPTH + " levels deep");
		}
		if (info.references() > MAX_REFERENCES || info.arrayLength() > MAX_ARRAY) {
			return beyond(
					"It has more than " + MAX_REFERENCES + " objects, or " + MAX_ARRAY + " elements in one array");
		}
		Class<?> type = info.serialClass();
		if (type == null) {
			return Status.UNDECIDED;
		}
		return isAllowed(type) ? Status.ALLOWED : Status.REJECTED;
	}

	private Status beyond(String bound) {
		this.bound = bound;
		return Status.REJECTED;
	}

	/**
	 * Returns the bound that the stream goes beyond.
	 * @return the bound that is exceeded, or {@code null} if none is
	 */
	@Nullable String bound() {
		return this.bound;
	}

	private boolean isAllowed(Class<?> type) {
		Class<?> component = type;
		while (component.isArray()) {
			component = component.getComponentType();
		}
		return component.isPrimitive() || this.allowList.allows(component.getName());
	}

}
