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
package dev.larder.zoo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.larder.zoo.animal.Species;
import dev.larder.zoo.async.Asynchronous;
import dev.larder.zoo.key.Keys;
import dev.larder.zoo.key.Keys.Criteria;
import dev.larder.zoo.key.Keys.Money;
import dev.larder.zoo.key.Keys.Range;
import dev.larder.zoo.key.Keys.Search;
import dev.larder.zoo.kotlin.Visiting;
import dev.larder.zoo.kotlin.Visits;
import dev.larder.zoo.operation.AnimalCatalog;
import dev.larder.zoo.operation.Operations;
import dev.larder.zoo.operation.PriceCatalog;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.util.LinkedMultiValueMap;

import static dev.larder.zoo.Exhibit.of;
import static dev.larder.zoo.Exhibit.scenario;

/**
 * Methods that differ in what they take, in how they say that they are cached, and in
 * when they answer.
 */
final class MethodExhibits {

	private MethodExhibits() {
	}

	static Stream<Exhibit<?, ?>> all() {
		return Stream.of(keys(), expressions(), operations(), failures(), scenarios(), asynchronous(), suspending())
			.flatMap((exhibits) -> exhibits);
	}

	private static Stream<Exhibit<?, ?>> keys() {
		Class<Keys> keys = Keys.class;
		return Stream.of(of("no parameter", keys, "none", (bean, none) -> bean.none(), 0),
				of("two texts that could be one", keys, "two", (bean, texts) -> bean.two(texts.get(0), texts.get(1)),
						List.of("a", "b,c"), List.of("a,b", "c"), List.of("", "")),
				of("parameters that are null", keys, "nullable", (bean, text) -> bean.nullable(text.orElse(null), null),
						Optional.of("null"), Optional.<String>empty()),
				of("texts with spaces, of other languages, of a kilobyte", keys, "text", Keys::text, "a b", "ab",
						"äöü 日本", "x".repeat(1000), "\r\nget a\r\n", ""),
				of("enum with bodies as a key", keys, "species", Keys::species, Species.LION, Species.ZEBRA),
				of("record as a key", keys, "record", (bean, number) -> bean.record(search(number)), 1, 2),
				of("UUID as a key", keys, "uuid", (bean, number) -> bean.uuid(new UUID(number, 1)), 1, 2),
				of("LocalDate as a key", keys, "date",
						(bean, day) -> bean.date(LocalDate.of(2026, 1, day), LocalDate.of(2026, 12, 31)), 1, 2),
				of("Instant as a key", keys, "instant", (bean, nanos) -> bean.instant(Instant.ofEpochSecond(1, nanos)),
						1, 2),
				of("Date as a key", keys, "oldDate", (bean, millis) -> bean.oldDate(new Date(millis)), 1L, 2L),
				of("list as a key", keys, "list", (bean, number) -> bean.list(new ArrayList<>(List.of(number, "a"))), 1,
						1L),
				of("set as a key", keys, "set", (bean, number) -> bean.set(new LinkedHashSet<>(List.of(number, 7))), 1,
						2),
				of("map as a key", keys, "map",
						(bean, number) -> bean.map(new HashMap<>(Map.of("a", number, "b", List.of()))), 1, 2),
				of("MultiValueMap as a key", keys, "form",
						(bean, text) -> bean.form(new LinkedMultiValueMap<>(Map.of("a", List.of(text, "b")))), "x",
						"y"),
				of("varargs", keys, "varargs", (bean, count) -> bean.varargs(new String[count]), 0, 1, 2),
				of("varargs of long after a text", keys, "ids", (bean, id) -> bean.ids("a", id, 2L), 1L, 2L),
				of("byte[] as a key", keys, "bytes", (bean, size) -> bean.bytes(new byte[size]), 0, 2),
				of("Pageable and a text", keys, "pageable",
						(bean, page) -> bean.pageable("q", PageRequest.of(page, 2, Sort.by("a").descending())), 0, 1),
				of("no page", keys, "pageable", (bean, text) -> bean.pageable(text, Pageable.unpaged()), "a"),
				of("Sort as a key", keys, "sort",
						(bean, name) -> bean.sort(Sort.by(Sort.Order.asc(name).ignoreCase().nullsLast())), "a", "b"),
				of("class with an equals of its own as a key", keys, "value",
						(bean, cents) -> bean.value(new Money(cents, "EUR")), 1L, 2L),
				of("class without equals as a key", keys, "criteria", (bean, name) -> bean.criteria(new Criteria(name)),
						"a", "b"),
				of("Optional as a key", keys, "optional", Keys::optional, Optional.of("a"), Optional.<String>empty()),
				of("BigDecimal as a key, with its scale", keys, "decimal",
						(bean, text) -> bean.decimal(new BigDecimal(text)), "1.0", "1.00"),
				of("double as a key", keys, "floating", Keys::floating, 0.0, -0.0, Double.NaN),
				of("overloaded by int", keys, "overloaded(int)", (bean, number) -> bean.overloaded(number.intValue()),
						1, 2),
				of("overloaded by text", keys, "overloaded(String)", (bean, text) -> bean.overloaded(text), "1", "2"),
				of("overloaded by long, in the same cache", keys, "overloaded(long)",
						(bean, number) -> bean.overloaded(number.longValue()), 3L, 4L),
				of("Locale as a key", keys, "locale", (bean, tag) -> bean.locale(Locale.forLanguageTag(tag)), "de-CH",
						"de-1996"),
				of("Class as a key", keys, "type", (bean, type) -> bean.type(type), String.class, int.class),
				of("Principal as a key", keys, "principal",
						(bean, name) -> bean.principal(new TestingAuthenticationToken(name, "secret", "ROLE_A")), "a",
						"b"),
				of("StringBuilder as a key", keys, "characters",
						(bean, text) -> bean.characters(new StringBuilder(text)), "a", "b"),
				of("generic collection as a key", keys, "greatest", (bean, number) -> bean.greatest(Set.of(number)), 1,
						2));
	}

	private static Search search(int number) {
		return new Search("text " + number, List.of("a", "b"), Species.LION,
				new Range(LocalDate.EPOCH, LocalDate.of(2026, 1, number)));
	}

	private static Stream<Exhibit<?, ?>> expressions() {
		Class<Keys> keys = Keys.class;
		return Stream.of(of("SpEL: concatenation", keys, "concatenated",
				(bean, page) -> bean.concatenated(search(1), page), 1, 2),
				of("SpEL: a list", keys, "listed", (bean, number) -> bean.listed("a", number), 1, 2),
				of("SpEL: a list in the same cache", keys, "listedToo", (bean, number) -> bean.listedToo("a", number),
						1, 2),
				of("SpEL: a map", keys, "mapped", (bean, number) -> bean.mapped(search(number)), 1, 2),
				of("SpEL: types and beans", keys, "hashed", Keys::hashed, "a", "b"),
				of("SpEL: a projection", keys, "projected",
						(bean, number) -> bean.projected(List.of(search(number), search(3))), 1, 2),
				of("SpEL: null-safe, null", keys, "nullSafe", (bean, none) -> {
					try {
						return bean.nullSafe(null);
					}
					catch (IllegalArgumentException ex) {
						// Which names the operation, that is guarded or not
						return ex.getMessage()
							.replaceFirst(" \\| sync='(true|false)'", "")
							.replace("larder:unshared:", "");
					}
				}, 0), of("SpEL: null-safe", keys, "nullSafe", (bean, number) -> bean.nullSafe(search(number)), 1),
				of("key generator", keys, "generated", (bean, number) -> bean.generated("a", number), 1, 2));
	}

	private static Stream<Exhibit<?, ?>> operations() {
		Class<Operations> operations = Operations.class;
		return Stream.of(of("@CacheConfig of the class", operations, "configured", Operations::configured, "a", "b"),
				of("sync = true", operations, "synchronised", Operations::synchronised, "a", "b"),
				of("condition that holds", operations, "conditional", Operations::conditional, 11, 12),
				of("condition that does not hold", operations, "conditional", Operations::conditional, 1),
				of("unless that lets through", operations, "unless", Operations::unless, 1, 2),
				of("unless that does not", operations, "unless", Operations::unless, 0),
				of("two caches", operations, "twoCaches", Operations::twoCaches, 1, 2),
				of("@Caching with two operations", operations, "both", Operations::both, 1, 2),
				of("annotation of the application's own", operations, "composed", Operations::composed, "a", "b"),
				of("cached methods that a cached method calls", operations, "nested", Operations::nested, "a", "b"),
				of("cached method that calls itself with another key", operations, "nestedInSameCache",
						Operations::nestedInSameCache, 5, 7),
				of("method of an interface", AnimalCatalog.class, "find", AnimalCatalog::find, 1L, 2L),
				of("default method of an interface", AnimalCatalog.class, "describe", AnimalCatalog::describe, 1L, 2L),
				of("method of a generic superclass", AnimalCatalog.class, "findAll", AnimalCatalog::findAll, 1L, 2L),
				of("the same of another class", PriceCatalog.class, "findAll", PriceCatalog::findAll, "1", "2.0"),
				of("the same interface by another class", PriceCatalog.class, "find", PriceCatalog::find, "1", "2.0"));
	}

	private static Stream<Exhibit<?, ?>> failures() {
		Class<Operations> operations = Operations.class;
		return Stream.of(
				of("runtime exception of the application", operations, "runtimeFailure", Operations::runtimeFailure,
						"a"),
				of("checked exception with a cause", operations, "checkedFailure", Operations::checkedFailure, "a"),
				of("error", operations, "error", Operations::error, "a"),
				of("checked exception with sync = true", operations, "synchronisedFailure",
						Operations::synchronisedFailure, "a"),
				of("value beside failures", operations, "sometimes", Operations::sometimes, 1, 3),
				of("failure beside values", operations, "sometimes", Operations::sometimes, 2, 4));
	}

	private static Stream<Exhibit<?, ?>> scenarios() {
		return Stream.of(
				scenario("@CachePut, then read", Operations.class,
						(bean, one) -> List.of(bean.rename("put", "a"), bean.name("put"), bean.rename("put", "b"),
								bean.name("put"))),
				scenario("@CacheEvict, then read", Operations.class, (bean, one) -> {
					bean.change("evict", "a");
					String before = bean.name("evict");
					bean.change("evict", "b");
					return List.of(before, bean.name("evict"));
				}), scenario("@CacheEvict of a method that fails", Operations.class, (bean, one) -> {
					bean.change("fail", "a");
					Outcome outcome = Outcome.of(() -> {
						bean.changeAndFail("fail", "b");
						return null;
					});
					return List.of(outcome.text(), bean.name("fail"));
				}), scenario("@CacheEvict of all", Operations.class, (bean, one) -> {
					bean.change("all", "a");
					String before = bean.name("all");
					bean.changeAll("b");
					return List.of(before, bean.name("all"));
				}), scenario("@Caching with evictions and a put", Operations.class, (bean, one) -> {
					bean.change("move", "a");
					String before = bean.name("move");
					return List.of(before, bean.move("move", "b"), bean.name("move"));
				}));
	}

	private static Stream<Exhibit<?, ?>> asynchronous() {
		Class<Asynchronous> asynchronous = Asynchronous.class;
		return Stream.of(of("future", asynchronous, "future", Asynchronous::future, 1, 2),
				of("future of the application's pool", asynchronous, "futureOfThePool", Asynchronous::futureOfThePool,
						1, 2),
				of("chain of futures", asynchronous, "chain", Asynchronous::chain, 1, 2),
				of("future that fails", asynchronous, "failedFuture", Asynchronous::failedFuture, 1),
				of("method that throws instead of a future", asynchronous, "throwsAtOnce",
						(bean, x) -> CompletableFuture.completedFuture(x).thenCompose(bean::throwsAtOnce), 1),
				of("future of null", asynchronous, "futureOfNull", Asynchronous::futureOfNull, 1),
				of("future with sync = true", asynchronous, "synchronisedFuture", Asynchronous::synchronisedFuture, 1,
						2),
				of("CompletionStage", asynchronous, "stage", Asynchronous::stage, 1),
				of("Future", asynchronous, "plainFuture", Asynchronous::plainFuture, 1),
				of("@Async", asynchronous, "async", Asynchronous::async, 1, 2),
				of("Mono", asynchronous, "mono", Asynchronous::mono, 1, 2),
				of("empty Mono", asynchronous, "emptyMono", Asynchronous::emptyMono, 1),
				of("Mono that fails", asynchronous, "failedMono", Asynchronous::failedMono, 1),
				of("Mono with sync = true", asynchronous, "synchronisedMono", Asynchronous::synchronisedMono, 1, 2),
				of("Flux", asynchronous, "flux", Asynchronous::flux, 0, 3),
				of("Flux that fails at the end", asynchronous, "failedFlux", Asynchronous::failedFlux, 2),
				of("Callable", asynchronous, "callable", Asynchronous::callable, 1),
				of("on the application's pool", asynchronous, "blocking",
						(bean, x) -> bean.onThePool(() -> bean.blocking(x)), 1, 2),
				of("future on the application's pool", asynchronous, "future",
						(bean, x) -> bean.onThePool(() -> bean.future(x).join()), 11, 12),
				of("future of the pool on the pool", asynchronous, "future",
						(bean, x) -> bean.onThePool(() -> bean.future(x).join()), 21, 22));
	}

	private static Stream<Exhibit<?, ?>> suspending() {
		Class<Visits> visits = Visits.class;
		return Stream.of(of("suspend", visits, "ticket", (bean, number) -> new Visiting(bean).ticket(number), 1L, 2L),
				of("suspend that returns null", visits, "missing", (bean, number) -> new Visiting(bean).missing(number),
						1L),
				of("suspend that fails", visits, "failing", (bean, number) -> new Visiting(bean).failing(number), 1L),
				of("suspend with a key of its own", visits, "keyed",
						(bean, number) -> new Visiting(bean).keyed(number, Thread.currentThread().getName()), 1L, 2L),
				of("Flow", visits, "flow", (bean, size) -> new Visiting(bean).flow(size), 0, 3));
	}

}
