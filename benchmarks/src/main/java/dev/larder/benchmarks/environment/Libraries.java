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
package dev.larder.benchmarks.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The libraries on the class path that the figures depend on.
 */
final class Libraries {

	private static final Pattern RELEVANT = Pattern.compile("(spring-boot|spring-context|caffeine|xmemcached|"
			+ "jackson-databind|fory-core|lz4-java|spring-data-redis|lettuce-core|jetcache-core|simple-spring-memcached|"
			+ "memcached-spring-boot-autoconfigure|jmh-core|HdrHistogram)-\\d.*\\.jar");

	private Libraries() {
	}

	/**
	 * Returns the names of their files, which have the versions.
	 */
	static List<String> names() {
		return names(System.getProperty("java.class.path"), System.getProperty("path.separator"));
	}

	static List<String> names(String classPath, String separator) {
		return Stream.of(classPath.split(Pattern.quote(separator), -1))
			.map((entry) -> String.valueOf(Path.of(entry).getFileName()))
			.filter((name) -> RELEVANT.matcher(name).matches())
			.map((name) -> name.substring(0, name.length() - ".jar".length()))
			.sorted(String.CASE_INSENSITIVE_ORDER)
			.toList();
	}

}
