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

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Cached methods that end in all the ways a method can end.
 */
class CachedMethods {

	private final AtomicInteger calls = new AtomicInteger();

	// The field of a proxy is not that of its target
	public int calls() {
		return this.calls.get();
	}

	@Cacheable("plain")
	public @Nullable String plain(String text) throws IOException {
		return end(text);
	}

	@Cacheable("optional")
	public Optional<String> optional(String text) throws IOException {
		return Optional.ofNullable(end(text));
	}

	@Cacheable("optional")
	@SuppressWarnings({ "NullAway", "NullOptional" })
	public Optional<String> nullInsteadOfOptional() {
		this.calls.incrementAndGet();
		return null;
	}

	@Cacheable("nested")
	public Optional<Optional<String>> nestedOptional() {
		this.calls.incrementAndGet();
		return Optional.of(Optional.of("value"));
	}

	@Cacheable(cacheNames = "conditional", condition = "#text.length() > 4")
	public @Nullable String conditional(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "conditional", condition = "#result == null")
	public @Nullable String conditionOnResult(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "conditional", condition = "#missing.length() > 4")
	public @Nullable String brokenCondition(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "keyed", key = "#text.length()")
	public @Nullable String keyed(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "keyed", key = "null")
	public @Nullable String nullKey(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "generated", keyGenerator = "lengthKeyGenerator")
	public @Nullable String generated(String text) throws IOException {
		return end(text);
	}

	@Cacheable("absent")
	public @Nullable String unusableKey(Object identity, String text) throws IOException {
		return end(text);
	}

	@Cacheable("futures")
	public CompletableFuture<@Nullable String> future(String text) {
		try {
			return CompletableFuture.completedFuture(end(text));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Cacheable("futures")
	public CompletableFuture<String> cancelledFuture() {
		this.calls.incrementAndGet();
		CompletableFuture<String> future = new CompletableFuture<>();
		future.cancel(false);
		return future;
	}

	@Cacheable("futures")
	@SuppressWarnings("NullAway")
	public CompletableFuture<String> nullInsteadOfFuture() {
		this.calls.incrementAndGet();
		return null;
	}

	@Cacheable("futures")
	public CompletableFuture<@Nullable String> throwsInsteadOfFuture(String text) throws IOException {
		return CompletableFuture.completedFuture(end(text));
	}

	@Cacheable(cacheNames = "synchronized", sync = true)
	public @Nullable String synchronizedPlain(String text) throws IOException {
		return end(text);
	}

	@Cacheable(cacheNames = "futures", sync = true)
	public CompletableFuture<@Nullable String> synchronizedFuture(String text) {
		return future(text);
	}

	@Cacheable(cacheNames = "futures", sync = true)
	public CompletableFuture<@Nullable String> synchronizedThrowsInsteadOfFuture(String text) throws IOException {
		return throwsInsteadOfFuture(text);
	}

	@CacheEvict({ "plain", "synchronized", "futures" })
	public void evict(String text) {
	}

	@Cacheable("monos")
	public Mono<String> mono(String text) {
		return Mono.defer(() -> Mono.justOrEmpty(endUnchecked(text)));
	}

	@Cacheable("monos")
	public Mono<String> throwsInsteadOfMono(String text) throws IOException {
		return Mono.justOrEmpty(end(text));
	}

	@Cacheable("contexts")
	public Mono<String> contextual() {
		return Mono.deferContextual((context) -> Mono.just(context.get("user")));
	}

	@Cacheable("fluxes")
	public Flux<String> flux(String text) {
		return Flux.defer(() -> Flux.just("first", String.valueOf(endUnchecked(text))));
	}

	private @Nullable String endUnchecked(String text) {
		try {
			return end(text);
		}
		catch (IOException ex) {
			throw Exceptions.propagate(ex);
		}
	}

	private @Nullable String end(String text) throws IOException {
		this.calls.incrementAndGet();
		return switch (text) {
			case "null" -> null;
			case "unchecked" -> throw new UnsupportedOperationException("unchecked");
			case "checked" -> throw new IOException("checked");
			case "error" -> throw new AssertionError("error");
			default -> "value of " + text;
		};
	}

}
