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
package dev.larder.internal.entry;

import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeNotAllowedException;
import dev.larder.serializer.ValueSerializer;

/**
 * Has a serializer read a value, and turns whatever it throws into a reason.
 */
final class ValueReader {

	private ValueReader() {
	}

	/**
	 * Reads the value of an entry.
	 * @param serializer the serializer
	 * @param header the header of the entry
	 * @param data an array that ends with the value
	 * @param offset where the value starts
	 * @return the entry, or why there is none
	 */
	@SuppressWarnings("CatchingUnchecked") // what runs may be foreign code that throws
											// anything
	static DecodedEntry read(ValueSerializer serializer, EntryHeader header, byte[] data, int offset) {
		try {
			return header.withValue(serializer.deserialize(data, offset, data.length - offset));
		}
		catch (TypeNotAllowedException ex) {
			return new Unreadable(Reason.NOT_ALLOWED, ex.getMessage());
		}
		catch (SerializationException ex) {
			return new Unreadable(Reason.UNDECODABLE, ex.getMessage());
		}
		catch (Exception | StackOverflowError | LinkageError | AssertionError ex) {
			return new Unreadable(Reason.UNDECODABLE, ex.toString());
		}
	}

}
