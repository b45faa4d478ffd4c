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

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * A small value as applications cache them: some 100 bytes as JSON. Immutable.
 *
 * @param id the number
 * @param name the name
 * @param price the price
 * @param inStock whether there are any
 * @param tags what it is found by
 */
public record Product(long id, String name, BigDecimal price, boolean inStock,
		List<String> tags) implements Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * Returns one of many products.
	 * @param id its number
	 * @return the product, equal for equal numbers
	 */
	public static Product number(long id) {
		return new Product(id, "Product " + id, BigDecimal.valueOf(995 + id % 1000, 2), id % 2 == 0,
				List.of("kitchen", "steel"));
	}

}
