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
package dev.larder.benchmarks.serialization;

import java.util.List;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.payload.Product;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson's JSON as it comes, where the reader has to know the type.
 */
final class PlainJsonCodec implements Codec {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final JavaType product = this.mapper.constructType(Product.class);

	private final JavaType list = this.mapper.getTypeFactory().constructCollectionType(List.class, Product.class);

	private final JavaType bytes = this.mapper.constructType(byte[].class);

	@Override
	public byte[] encode(Object value) {
		return this.mapper.writeValueAsBytes(value);
	}

	@Override
	public Object decode(byte[] data, Payload payload) {
		return this.mapper.readValue(data, switch (payload) {
			case POJO -> this.product;
			case LIST -> this.list;
			case BYTES -> this.bytes;
		});
	}

}
