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
	POJO("small POJO") {

		@Override
		public Object value(long number) {
			return Product.number(number);
		}

	},

	/**
	 * 100 bytes that mean nothing, and cannot be compressed.
	 */
	BYTES("100 bytes") {

		@Override
		public Object value(long number) {
			byte[] bytes = new byte[100];
			new Random(number).nextBytes(bytes);
			return bytes;
		}

	},

	/**
	 * A list of products, about 4 KB as JSON.
	 */
	LIST("4 KB list") {

		@Override
		public Object value(long number) {
			List<Product> products = new ArrayList<>();
			for (int i = 0; i < LIST_LENGTH; i++) {
				products.add(Product.number(number * LIST_LENGTH + i));
			}
			return products;
		}

	};

	private static final int LIST_LENGTH = 40;

	private final String label;

	Payload(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Returns one of many values.
	 * @param number which one
	 * @return the value, equal for equal numbers
	 */
	public abstract Object value(long number);

}
