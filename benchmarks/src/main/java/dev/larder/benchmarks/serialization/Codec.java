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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.payload.Product;
import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that writes and reads values.
 */
interface Codec {

	String JDK = "Larder jdk";

	String JSON = "Larder json";

	String PLAIN_JDK = "JDK, any class";

	String PLAIN_JSON = "Jackson JSON, untyped";

	byte[] encode(Object value) throws Exception;

	Object decode(byte[] data, Payload payload) throws Exception;

	/**
	 * Returns Larder's serializers as an application has them.
	 */
	static Map<String, ValueSerializer> serializers() {
		TypeAllowList allowList = new PackageAllowList(List.of(Product.class.getPackageName()), List.of());
		ClassLoader classLoader = Product.class.getClassLoader();
		Map<String, ValueSerializer> serializers = new LinkedHashMap<>();
		serializers.put(JSON, new JsonSerializer(allowList, classLoader));
		serializers.put("Larder smile", new SmileSerializer(allowList, classLoader));
		serializers.put(JDK, new JdkSerializer(allowList, classLoader));
		serializers.put("Larder fory", new ForySerializer(allowList, classLoader));
		return serializers;
	}

	static Map<String, Codec> all() {
		Map<String, Codec> all = new LinkedHashMap<>();
		serializers().forEach((name, serializer) -> all.put(name, new LarderCodec(serializer)));
		all.put(PLAIN_JDK, new JdkCodec());
		all.put(PLAIN_JSON, new JsonCodec());
		return all;
	}

	/**
	 * One of Larder's serializers.
	 *
	 * @param serializer the serializer
	 */
	record LarderCodec(ValueSerializer serializer) implements Codec {

		@Override
		public byte[] encode(Object value) {
			return this.serializer.serialize(value);
		}

		@Override
		public Object decode(byte[] data, Payload payload) {
			return this.serializer.deserialize(data);
		}

	}

	/**
	 * Java's own serialization without a check.
	 */
	final class JdkCodec implements Codec {

		@Override
		public byte[] encode(Object value) throws IOException {
			ByteArrayOutputStream target = new ByteArrayOutputStream(256);
			try (ObjectOutputStream stream = new ObjectOutputStream(target)) {
				stream.writeObject(value);
			}
			return target.toByteArray();
		}

		@Override
		@SuppressWarnings("BanSerializableRead") // its own data, to see what checking
													// costs
		public Object decode(byte[] data, Payload payload) throws IOException, ClassNotFoundException {
			try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(data))) {
				return stream.readObject();
			}
		}

	}

	/**
	 * Jackson's JSON, read by one who knows the type.
	 */
	final class JsonCodec implements Codec {

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

}
