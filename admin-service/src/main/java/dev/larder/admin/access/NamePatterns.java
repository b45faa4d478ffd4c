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

package dev.larder.admin.access;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names, each written out or with {@code *} for any number of any characters.
 */
final class NamePatterns implements Predicate<String> {

	private static final String ANY = "*";

	private final List<String> patterns;

	private final List<Pattern> compiled;

	NamePatterns(List<String> patterns) {
		this.patterns = List.copyOf(patterns);
		this.compiled = patterns.stream().map(NamePatterns::compile).toList();
	}

	private static Pattern compile(String pattern) {
		// Several stars in a row mean the same as one, and would only cost time
		String[] parts = pattern.replaceAll("\\*+", ANY).split("\\*", -1);
		return Pattern.compile(List.of(parts).stream().map(Pattern::quote).collect(Collectors.joining(".*")));
	}

	@Override
	public boolean test(String name) {
		return this.compiled.stream().anyMatch((pattern) -> pattern.matcher(name).matches());
	}

	boolean includesAll() {
		return this.patterns.contains(ANY);
	}

	@Override
	public String toString() {
		return this.patterns.toString();
	}

}
