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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Product;
import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;

/**
 * What is compared, by name. Immutable.
 *
 * @param serializers Larder's serializers, by the names they have in properties
 * @param others what is less safe
 */
record Codecs(Map<String, ValueSerializer> serializers, Map<String, Codec> others) {

	static final String JDK = "Larder jdk";

	static final String JSON = "Larder json";

	static final String PLAIN_JDK = "JDK, any class";

	static final String PLAIN_JSON = "Jackson JSON, untyped";

	/**
	 * Sets everything up as the auto-configuration does for an application whose classes
	 * are in the package of the payloads.
	 */
	static Codecs create() {
		TypeAllowList allowList = new PackageAllowList(List.of(Product.class.getPackageName()), List.of());
		ClassLoader classLoader = Product.class.getClassLoader();
		Map<String, ValueSerializer> serializers = new LinkedHashMap<>();
		serializers.put(JSON, new JsonSerializer(allowList, classLoader));
		serializers.put("Larder smile", new SmileSerializer(allowList, classLoader));
		serializers.put(JDK, new JdkSerializer(allowList, classLoader));
		serializers.put("Larder fory", new ForySerializer(allowList, classLoader));
		Map<String, Codec> others = new LinkedHashMap<>();
		others.put(PLAIN_JDK, new PlainJdkCodec());
		others.put(PLAIN_JSON, new PlainJsonCodec());
		return new Codecs(Collections.unmodifiableMap(serializers), Collections.unmodifiableMap(others));
	}

	/**
	 * Returns all, Larder's first.
	 */
	Map<String, Codec> all() {
		Map<String, Codec> all = new LinkedHashMap<>();
		this.serializers.forEach((name, serializer) -> all.put(name, new LarderCodec(serializer)));
		all.putAll(this.others);
		return all;
	}

}
