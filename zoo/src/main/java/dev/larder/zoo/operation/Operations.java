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
package dev.larder.zoo.operation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.larder.zoo.animal.UnknownAnimalException;

import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.stereotype.Service;

/**
 * Cached methods that differ in how they say it, with a cache for the whole class.
 */
@Service
@CacheConfig(cacheNames = "operations", keyGenerator = "pathKeys")
public class Operations {

	private final Map<String, String> names = new ConcurrentHashMap<>();

	private final Inner inner;

	public Operations(Inner inner) {
		this.inner = inner;
	}

	@Cacheable
	public String configured(String text) {
		return "configured " + text;
	}

	@Cacheable(sync = true)
	public String synchronised(String text) {
		return "synchronised " + text;
	}

	@Cacheable(sync = true)
	public String synchronisedFailure(String text) throws IOException {
		throw new FileNotFoundException(text);
	}

	@Cacheable(condition = "#number > 10")
	public String conditional(int number) {
		return "conditional " + number;
	}

	@Cacheable(unless = "#result == null || #result.isEmpty()")
	public List<String> unless(int size) {
		return Stream.generate(() -> "a").limit(size).toList();
	}

	@Cacheable(cacheNames = { "first", "second" }, key = "#number")
	public String twoCaches(int number) {
		return "two caches " + number;
	}

	@Caching(cacheable = { @Cacheable(cacheNames = "by-number", key = "#number"),
			@Cacheable(cacheNames = "by-name", key = "'n' + #number", unless = "#result.length() > 100") })
	public String both(int number) {
		return "both " + number;
	}

	@CachedForGuests
	public String composed(String text) {
		return "composed " + text;
	}

	@Cacheable
	public String runtimeFailure(String text) {
		throw new UnknownAnimalException(text);
	}

	@Cacheable
	public String checkedFailure(String text) throws IOException {
		throw new IOException(text, new IllegalStateException("cause"));
	}

	@Cacheable
	public String error(String text) {
		throw new AssertionError(text);
	}

	@Cacheable
	public String sometimes(int number) {
		if (number % 2 == 0) {
			throw new IllegalArgumentException("even: " + number);
		}
		return "odd: " + number;
	}

	@Cacheable
	public String nested(String text) {
		return "nested " + this.inner.inner(text) + this.inner.other(text);
	}

	@Cacheable(sync = true)
	public String nestedInSameCache(int depth) {
		return (depth == 0) ? "." : "<" + this.inner.same(depth) + ">";
	}

	@Cacheable(cacheNames = "names", key = "#id")
	public String name(String id) {
		return this.names.getOrDefault(id, "?");
	}

	@CachePut(cacheNames = "names", key = "#id")
	public String rename(String id, String name) {
		this.names.put(id, name);
		return name;
	}

	@CacheEvict(cacheNames = "names", key = "#id")
	public void change(String id, String name) {
		this.names.put(id, name);
	}

	@CacheEvict(cacheNames = "names", key = "#id", condition = "#name != null")
	public void changeAndFail(String id, String name) {
		throw new UnknownAnimalException(id + name);
	}

	@CacheEvict(cacheNames = "names", allEntries = true)
	public void changeAll(String name) {
		this.names.replaceAll((id, old) -> name);
	}

	@Caching(evict = { @CacheEvict(cacheNames = "names", key = "#id"), @CacheEvict("operations") },
			put = @CachePut(cacheNames = "copies", key = "#id"))
	public String move(String id, String name) {
		this.names.put(id, name);
		return name;
	}

}
