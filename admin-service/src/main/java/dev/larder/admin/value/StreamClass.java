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
package dev.larder.admin.value;

import org.jspecify.annotations.Nullable;

/**
 * The description of a class in a stream of Java's own serialization.
 *
 * @param name the name of the class
 * @param flags how its objects were written
 * @param fieldTypes the type of each field, as the stream writes it
 * @param parent the description of the class it extends, or {@code null} if that is not
 * serializable
 */
record StreamClass(String name, int flags, String fieldTypes, @Nullable StreamClass parent) {

	static final int SERIALIZABLE = 0x02;

	private static final int WRITE_METHOD = 0x01;

	private static final int EXTERNALIZABLE = 0x04;

	private static final int BLOCK_DATA = 0x08;

	boolean isSerializable() {
		return (this.flags & SERIALIZABLE) != 0;
	}

	/**
	 * Returns whether what the class itself wrote, if anything, can be skipped without
	 * knowing the class.
	 */
	boolean isSkippable() {
		return (this.flags & EXTERNALIZABLE) == 0 || (this.flags & BLOCK_DATA) != 0;
	}

	/**
	 * Returns whether blocks of the class's own making follow its fields.
	 */
	boolean hasBlocks() {
		return (isSerializable() && (this.flags & WRITE_METHOD) != 0)
				|| ((this.flags & EXTERNALIZABLE) != 0 && (this.flags & BLOCK_DATA) != 0);
	}

}
