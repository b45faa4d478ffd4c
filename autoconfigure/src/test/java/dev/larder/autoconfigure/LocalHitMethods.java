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
package dev.larder.autoconfigure;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.Cacheable;

/**
 * Cached methods, some of whose hits need nothing of Spring's interceptor.
 */
class LocalHitMethods {

	@Cacheable("none")
	public String none() {
		return "none";
	}

	@Cacheable("one")
	public String one(@Nullable String text) {
		return "one " + ((text != null) ? text : "without");
	}

	@Cacheable("nothing")
	public @Nullable String nothing(String text) {
		return null;
	}

	@Cacheable("array")
	public String array(int[] numbers) {
		return Arrays.toString(numbers);
	}

	@Cacheable("two")
	public String two(String text, int number) {
		return text + number;
	}

	@Cacheable(cacheNames = "byName", key = "#text")
	public String byName(String text, int number) {
		return "by name " + text;
	}

	@Cacheable(cacheNames = "byPosition", key = " #p0 ")
	public String byPosition(String text, int number) {
		return "by position " + text;
	}

	@Cacheable(cacheNames = "byOtherPosition", key = "#a1")
	public String byOtherPosition(String text, int number) {
		return "by position " + number;
	}

	@Cacheable("optional")
	public Optional<String> optional(String text) {
		return text.isEmpty() ? Optional.empty() : Optional.of(text);
	}

	@Cacheable("length")
	public int length(String text) {
		return text.length();
	}

	@Cacheable(cacheNames = "synchronized", sync = true)
	public String synchronizedAlready(String text) {
		return "synchronized " + text;
	}

	@Cacheable(cacheNames = "conditional", condition = "#text != null")
	public String conditional(String text) {
		return text;
	}

	@Cacheable(cacheNames = "expression", key = "#text.length()")
	public String expression(String text) {
		return text;
	}

	@Cacheable(cacheNames = "generated", keyGenerator = "named")
	public String generated(String text) {
		return text;
	}

	@Cacheable(cacheNames = "unless", unless = "#result == null")
	public String unless(String text) {
		return text;
	}

	@Cacheable("variable")
	public String variable(String... texts) {
		return String.join("-", texts);
	}

	@Cacheable("future")
	public CompletableFuture<String> future(String text) {
		return CompletableFuture.completedFuture(text);
	}

}
