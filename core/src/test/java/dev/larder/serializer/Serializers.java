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

import java.util.List;
import java.util.stream.Stream;

import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;

/**
 * The serializers that read objects, for tests that all of them must pass.
 */
final class Serializers {

	static final TypeAllowList ALLOWED = new PackageAllowList(List.of(),
			List.of("dev.larder.serializer.SerializerTests", "dev.larder.serializer.Shop",
					"dev.larder.serializer.AnnotatedValueTests", "dev.larder.serializer.LibraryValueTests",
					"dev.larder.serializer.EntityTests"));

	private Serializers() {
	}

	static Stream<ValueSerializer> all() {
		return all(ALLOWED, Serializers.class.getClassLoader());
	}

	/**
	 * The serializers whose data other languages can read.
	 */
	static Stream<ValueSerializer> readable() {
		return all().limit(2);
	}

	static Stream<ValueSerializer> all(TypeAllowList allowList, ClassLoader classLoader) {
		return Stream.of(new JsonSerializer(allowList, classLoader), new SmileSerializer(allowList, classLoader),
				new JdkSerializer(allowList, classLoader), new ForySerializer(allowList, classLoader));
	}

}
