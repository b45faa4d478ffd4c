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
package dev.larder.zoo.key;

import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.larder.zoo.animal.Species;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.util.MultiValueMap;

/**
 * Cached methods that differ in what they take. Each returns what it was asked for.
 */
@Service
public class Keys {

	@Cacheable("no-parameter")
	public String none() {
		return "none";
	}

	@Cacheable("two-parameters")
	public String two(String first, String second) {
		return first + "|" + second;
	}

	@Cacheable("null-parameters")
	public String nullable(String first, Integer second) {
		return first + "|" + second;
	}

	@Cacheable("texts-as-keys")
	public String text(String text) {
		return "<" + text + ">";
	}

	@Cacheable("species-as-keys")
	public String species(Species species) {
		return species.name();
	}

	@Cacheable("records-as-keys")
	public String record(Search search) {
		return search.toString();
	}

	@Cacheable("uuids")
	public String uuid(UUID id) {
		return id.toString();
	}

	@Cacheable("dates")
	public String date(LocalDate from, LocalDate to) {
		return from + "/" + to;
	}

	@Cacheable("instants")
	public String instant(Instant instant) {
		return instant.toString();
	}

	@Cacheable("old-dates")
	public String oldDate(Date date) {
		return String.valueOf(date.getTime());
	}

	@Cacheable("lists-as-keys")
	public String list(List<?> list) {
		return list.toString();
	}

	@Cacheable("sets-as-keys")
	public String set(Set<Integer> set) {
		return set.stream().sorted().toList().toString();
	}

	@Cacheable("maps-as-keys")
	public String map(Map<String, Object> map) {
		return map.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList().toString();
	}

	@Cacheable("forms-as-keys")
	public String form(MultiValueMap<String, String> form) {
		return form.toString();
	}

	@Cacheable("varargs")
	public String varargs(String... texts) {
		return Arrays.toString(texts);
	}

	@Cacheable("ids")
	public String ids(String name, long... ids) {
		return name + Arrays.toString(ids);
	}

	@Cacheable("hashes")
	public String bytes(byte[] hash) {
		return Arrays.toString(hash);
	}

	@Cacheable("pageables")
	public String pageable(String query, Pageable pageable) {
		return query + pageable;
	}

	@Cacheable("sorts")
	public String sort(Sort sort) {
		return sort.toString();
	}

	@Cacheable("values-as-keys")
	public String value(Money money) {
		return money.toString();
	}

	@Cacheable("objects-without-value")
	public String criteria(Criteria criteria) {
		return criteria.name;
	}

	@Cacheable("optional-parameters")
	public String optional(Optional<String> text) {
		return text.toString();
	}

	@Cacheable("decimals")
	public String decimal(BigDecimal decimal) {
		return decimal.toPlainString();
	}

	@Cacheable("floating")
	public String floating(double number) {
		return String.valueOf(number);
	}

	@Cacheable("overloads")
	public String overloaded(int number) {
		return "int " + number;
	}

	@Cacheable("overloads")
	public String overloaded(long number) {
		return "long " + number;
	}

	@Cacheable("overloads")
	public String overloaded(String text) {
		return "text " + text;
	}

	@Cacheable("locales")
	public String locale(Locale locale) {
		return locale.toLanguageTag();
	}

	@Cacheable("types")
	public String type(Class<?> type) {
		return type.getName();
	}

	@Cacheable("principals")
	public String principal(Principal principal) {
		return principal.getName();
	}

	@Cacheable("builders-as-keys")
	public String characters(CharSequence text) {
		return text.toString();
	}

	@Cacheable("generic-keys")
	public <T extends Comparable<T>> T greatest(Collection<T> elements) {
		return elements.stream().max(T::compareTo).orElseThrow();
	}

	@Cacheable(cacheNames = "spel-texts", key = "#query.text + '-' + #page")
	public String concatenated(Search query, int page) {
		return query.text() + page;
	}

	@Cacheable(cacheNames = "spel-lists", key = "{#root.methodName, #first, #second}")
	public String listed(String first, int second) {
		return first + second;
	}

	@Cacheable(cacheNames = "spel-lists", key = "{#root.methodName, #first, #second}")
	public String listedToo(String first, int second) {
		return second + first;
	}

	@Cacheable(cacheNames = "spel-maps", key = "{text: #query.text(), tags: #query.tags()}")
	public String mapped(Search query) {
		return query.toString();
	}

	@Cacheable(cacheNames = "spel-beans", key = "T(java.util.Objects).hash(#a0, @animalService != null)")
	public String hashed(String text) {
		return text;
	}

	@Cacheable(cacheNames = "spel-projections", key = "#searches.![text]")
	public String projected(List<Search> searches) {
		return searches.stream().map(Search::text).toList().toString();
	}

	@Cacheable(cacheNames = "spel-nulls", key = "#query?.text")
	public String nullSafe(Search query) {
		return String.valueOf(query);
	}

	@Cacheable(cacheNames = "generated-keys", keyGenerator = "pathKeys")
	public String generated(String first, Object second) {
		return first + second;
	}

	public record Search(String text, List<String> tags, Species species, Range range) {
	}

	public record Range(LocalDate from, LocalDate to) {
	}

	/** A class with the identity of a value, as people wrote them before records. */
	public static final class Money {

		private final long cents;

		private final String currency;

		public Money(long cents, String currency) {
			this.cents = cents;
			this.currency = currency;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Money money && this.cents == money.cents && this.currency.equals(money.currency);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.cents, this.currency);
		}

		@Override
		public String toString() {
			return this.cents + this.currency;
		}

	}

	/** A class without equality. */
	public static final class Criteria {

		private final String name;

		public Criteria(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

}
