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
package dev.larder.serializer;

/**
 * Thrown when data names a type that is not on the {@link TypeAllowList}. Nothing of the
 * type has been constructed, nor has its class been initialized.
 */
@SuppressWarnings("serial")
public class TypeNotAllowedException extends SerializationException {

	private final String typeName;

	public TypeNotAllowedException(String typeName) {
		this(typeName, "");
	}

	private TypeNotAllowedException(String typeName, String place) {
		super("Values of type " + typeName + place
				+ " may not be read from a cache. If it is a type of yours, add it or its "
				+ "package to the property 'larder.serialization.allowed-types'.");
		this.typeName = typeName;
	}

	/**
	 * Returns the same, with the place of the type.
	 * @param place the way to it inside the value, or an empty text
	 * @return the exception
	 */
	public TypeNotAllowedException at(String place) {
		return place.isEmpty() ? this : new TypeNotAllowedException(this.typeName, ", at '" + place + "',");
	}

	/**
	 * Returns the binary name of the type.
	 * @return the name
	 */
	public String typeName() {
		return this.typeName;
	}

}
