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

package dev.larder.benchmarks.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The kinds of values that are cached.
 */
public enum Payload {

	/**
	 * A {@link Product}.
	 */
	POJO("small POJO"),

	/**
	 * 100 bytes that mean nothing, and cannot be compressed.
	 */
	BYTES("100 bytes"),

	/**
	 * A list of products, about 4 KB as JSON.
	 */
	LIST("4 KB list");

	private static final int LIST_LENGTH = 40;

	private final String label;

	Payload(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Returns one of the values.
	 * @param number which
	 * @return the value, always the same for a number
	 */
	public Object value(long number) {
		return switch (this) {
			case POJO -> Product.number(number);
			case BYTES -> bytes(number);
			case LIST -> {
				List<Product> products = new ArrayList<>();
				for (int i = 0; i < LIST_LENGTH; i++) {
					products.add(Product.number(number * LIST_LENGTH + i));
				}
				yield products;
			}
		};
	}

	/**
	 * Returns bytes for those who can store nothing else, about as many as the value has.
	 * @param number which
	 * @return the bytes, always the same for a number
	 */
	public byte[] bytes(long number) {
		return random(number, (this == LIST) ? 4096 : 100);
	}

	/**
	 * Returns bytes that cannot be compressed.
	 * @param number which
	 * @param size how many
	 * @return the bytes, always the same for a number
	 */
	public static byte[] random(long number, int size) {
		byte[] bytes = new byte[size];
		new Random(number).nextBytes(bytes);
		return bytes;
	}

}
