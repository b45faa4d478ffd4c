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

import java.util.stream.Stream;

import dev.larder.zoo.kotlin.TicketKey;
import dev.larder.zoo.kotlin.Tickets;
import dev.larder.zoo.kotlin.Zone;
import dev.larder.zoo.library.Responses;
import dev.larder.zoo.library.Users;
import dev.larder.zoo.value.Values;

import org.springframework.cache.CacheManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.cache.SpringCacheBasedUserCache;

import static dev.larder.zoo.Exhibit.of;
import static dev.larder.zoo.Exhibit.scenario;

/**
 * Methods that differ in what they return.
 */
final class ValueExhibits {

	private ValueExhibits() {
	}

	static Stream<Exhibit<?, ?>> all() {
		return Stream.of(ofTheApplication(), ofTheJdk(), ofSpring(), ofKotlin()).flatMap((exhibits) -> exhibits);
	}

	private static Stream<Exhibit<?, ?>> ofTheApplication() {
		Class<Values> values = Values.class;
		return Stream.of(of("record", values, "record", Values::record, 1, 2),
				of("class that is equal by identifier, with a field of @JsonIgnore", values, "identified",
						Values::identified, 1L, 2L),
				of("list of what is equal by identifier", values, "identifiedList", Values::identifiedList, 1L),
				of("class with getters that compute, count and fail", values, "computing", Values::computing, 1),
				of("list that holds a list twice", values, "sharedParts", Values::sharedParts, 1),
				of("private implementation of an interface", values, "greeting", Values::greeting, "hello"),
				of("enum", values, "species", Values::species, "LION", "PENGUIN"),
				of("enum that does not exist", values, "species", Values::species, "UNICORN"),
				of("collections of enums", values, "enumCollections", Values::enumCollections, 1),
				of("value larger than memcached takes", values, "tooLarge", Values::tooLarge, 2_000_000));
	}

	private static Stream<Exhibit<?, ?>> ofTheJdk() {
		Class<Values> values = Values.class;
		return Stream.of(of("ZonedDateTime in an overlap", values, "overlap", Values::overlap, false, true),
				of("BigDecimal with its scale", values, "price", Values::price, "1.0", "1.00", "1E+2"),
				of("int", values, "primitive", Values::primitive, 1, -1),
				of("boolean", values, "flag", Values::flag, "", "a"),
				of("char", values, "character", Values::character, "a", "\u0000"),
				of("text of all kinds of characters", values, "text", Values::text, 0, 1, 10_000),
				of("byte[]", values, "bytes", Values::bytes, 0, 1000),
				of("arrays of all kinds", values, "arrays", Values::arrays, 2),
				of("array of records", values, "points", Values::points, 0, 2),
				of("unmodifiable map of unmodifiable lists", values, "unmodifiable", Values::unmodifiable, "a"),
				of("map with keys of an enum with bodies", values, "grouped", Values::grouped, "a"),
				of("concurrent map of counters", values, "concurrent", Values::concurrent, 1),
				of("queue", values, "queue", Values::queue, "a"),
				of("Optional", values, "optional", Values::optional, 0, 1),
				of("OptionalInt", values, "optionalInt", Values::optionalInt, 0, 1),
				of("null", values, "nothing", Values::nothing, 1),
				of("void", values, "nothingAtAll", (bean, number) -> {
					bean.nothingAtAll(number);
					return null;
				}, 1));
	}

	private static Stream<Exhibit<?, ?>> ofSpring() {
		Class<Users> users = Users.class;
		Class<Responses> responses = Responses.class;
		return Stream.of(of("unknown user", users, "loadUserByUsername", Users::loadUserByUsername, "nobody"),
				scenario("SpringCacheBasedUserCache", CacheManager.class, (manager, one) -> {
					if (manager.getCache("user-cache") == null) {
						return "absent, but as it was: true";
					}
					SpringCacheBasedUserCache cache = new SpringCacheBasedUserCache(manager.getCache("user-cache"));
					User user = new User("alice", "secret", AuthorityUtils.createAuthorityList("ROLE_KEEPER"));
					cache.putUserInCache(user);
					var cached = cache.getUserFromCache("alice");
					boolean same = cached == null || Portrait.of(cached).equals(Portrait.of(user));
					cache.removeUserFromCache("alice");
					return ((cache.getUserFromCache("alice") == null) ? "absent" : "present") + ", but as it was: "
							+ same;
				}), of("record with a JSON tree", responses, "document", Responses::document, "a"));
	}

	private static Stream<Exhibit<?, ?>> ofKotlin() {
		Class<Tickets> tickets = Tickets.class;
		return Stream.of(of("Kotlin's null", tickets, "missing", Tickets::missing, 1L));
	}

}
