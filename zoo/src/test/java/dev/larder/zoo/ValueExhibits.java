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
import dev.larder.zoo.value.ApplicationValues;
import dev.larder.zoo.value.JdkValues;

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
		Class<ApplicationValues> values = ApplicationValues.class;
		return Stream.of(of("record", values, "record", ApplicationValues::record, 1, 2),
				of("records in records", values, "nested", ApplicationValues::nested, 1, 2),
				of("record with an SQL timestamp of nanoseconds", values, "event", ApplicationValues::event, 1),
				of("record with @JsonFormat that cuts seconds", values, "meeting", ApplicationValues::meeting, 0, 59),
				of("generic record", values, "pair", ApplicationValues::pair, 1, 2),
				of("generic record of anything", values, "wrapper", ApplicationValues::wrapper, 1),
				of("sealed types", values, "shapes", ApplicationValues::shapes, 1, 2),
				of("class with private fields and no default constructor", values, "closed", ApplicationValues::closed,
						"a", "b"),
				of("immutable class with a builder", values, "built", ApplicationValues::built, "a", "b"),
				of("class that is equal by identifier, with a field of @JsonIgnore", values, "identified",
						ApplicationValues::identified, 1L, 2L),
				of("list of what is equal by identifier", values, "identifiedList", ApplicationValues::identifiedList,
						1L),
				of("list with a field", values, "page", ApplicationValues::page, 1, 2),
				of("map with a field", values, "labels", ApplicationValues::labels, "de", "en"),
				of("class with annotations for HTTP", values, "account", ApplicationValues::account, "1234", "5678"),
				of("record with @JsonFilter", values, "filtered", ApplicationValues::filtered, 1),
				of("subclass with @JsonTypeInfo on its superclass", values, "vehicles", ApplicationValues::vehicles, 1),
				of("class with getters that compute, count and fail", values, "computing", ApplicationValues::computing,
						1),
				of("tree whose nodes know their parent", values, "tree", ApplicationValues::tree, "root"),
				of("list that holds a list twice", values, "sharedParts", ApplicationValues::sharedParts, 1),
				of("record that holds code", values, "rule", ApplicationValues::rule, "a"),
				of("list of what cannot be stored", values, "mixed", ApplicationValues::mixed, true),
				of("list of records in the same cache", values, "mixed", ApplicationValues::mixed, false),
				of("private implementation of an interface", values, "greeting", ApplicationValues::greeting, "hello"),
				of("enums with bodies and with JSON names", values, "enums", ApplicationValues::enums, 1),
				of("enum", values, "species", ApplicationValues::species, "LION", "PENGUIN"),
				of("enum that does not exist", values, "species", ApplicationValues::species, "UNICORN"),
				of("collections of enums", values, "enumCollections", ApplicationValues::enumCollections, 1),
				of("anonymous subclass of a map", values, "anonymous", ApplicationValues::anonymous, 1),
				of("whatever it is", values, "any", ApplicationValues::any, 0, 1, 2, 3, 4, 5),
				of("exception as a value", values, "failure", ApplicationValues::failure, "a"),
				of("large list", values, "large", ApplicationValues::large, 5000),
				of("value larger than memcached takes", values, "tooLarge", ApplicationValues::tooLarge, 2_000_000));
	}

	private static Stream<Exhibit<?, ?>> ofTheJdk() {
		Class<JdkValues> values = JdkValues.class;
		return Stream.of(of("java.time", values, "times", JdkValues::times, 1),
				of("ZonedDateTime in an overlap", values, "overlap", JdkValues::overlap, false, true),
				of("java.util.Date and java.sql", values, "oldTimes", JdkValues::oldTimes, 1),
				of("numbers of all types", values, "numbers", JdkValues::numbers, 1),
				of("BigDecimal with its scale", values, "price", JdkValues::price, "1.0", "1.00", "1E+2"),
				of("int", values, "primitive", JdkValues::primitive, 1, -1),
				of("boolean", values, "flag", JdkValues::flag, "", "a"),
				of("char", values, "character", JdkValues::character, "a", "\u0000"),
				of("text of all kinds of characters", values, "text", JdkValues::text, 0, 1, 10_000),
				of("byte[]", values, "bytes", JdkValues::bytes, 0, 1000),
				of("arrays of all kinds", values, "arrays", JdkValues::arrays, 2),
				of("array of records", values, "points", JdkValues::points, 0, 2),
				of("lists of all kinds", values, "lists", JdkValues::lists, 1),
				of("Collections.nCopies", values, "copies", JdkValues::copies, 2),
				of("synchronized list", values, "synchronizedList", JdkValues::synchronizedList, "a"),
				of("immutable list", values, "list", JdkValues::list, 0, 1, 3),
				of("Arrays.asList", values, "asList", JdkValues::asList, "a"),
				of("subList", values, "subList", JdkValues::subList, 2),
				of("unmodifiable map of unmodifiable lists", values, "unmodifiable", JdkValues::unmodifiable, "a"),
				of("sets of all kinds", values, "sets", JdkValues::sets, 1),
				of("sorted map with a comparator of the JDK", values, "sorted", JdkValues::sorted, 1),
				of("sorted map with a comparator of code", values, "sortedByCode", JdkValues::sortedByCode, 1),
				of("map with keys of all kinds", values, "maps", JdkValues::maps, 1),
				of("map with keys of records", values, "byRecord", JdkValues::byRecord, 1),
				of("map with keys of an enum with bodies", values, "grouped", JdkValues::grouped, "a"),
				of("concurrent map of counters", values, "concurrent", JdkValues::concurrent, 1),
				of("queue", values, "queue", JdkValues::queue, "a"),
				of("Properties", values, "properties", JdkValues::properties, "a"),
				of("UUID, URI, Locale, Currency, Charset, Optional", values, "things", JdkValues::things, 1),
				of("BitSet", values, "bits", JdkValues::bits, 100),
				of("Pattern", values, "pattern", JdkValues::pattern, "a+"),
				of("Class", values, "type", JdkValues::type, "point", "text"),
				of("StringBuilder", values, "builder", JdkValues::builder, "a"),
				of("Optional", values, "optional", JdkValues::optional, 0, 1),
				of("OptionalInt", values, "optionalInt", JdkValues::optionalInt, 0, 1),
				of("null", values, "nothing", JdkValues::nothing, 1),
				of("void", values, "nothingAtAll", (bean, number) -> {
					bean.nothingAtAll(number);
					return null;
				}, 1), of("Stream", values, "stream", JdkValues::stream, "a"),
				of("Iterator", values, "iterator", JdkValues::iterator, "a"),
				of("InputStream", values, "inputStream", JdkValues::inputStream, "a"));
	}

	private static Stream<Exhibit<?, ?>> ofSpring() {
		Class<Users> users = Users.class;
		Class<Responses> responses = Responses.class;
		return Stream.of(of("UserDetails", users, "loadUserByUsername", Users::loadUserByUsername, "alice", "bob"),
				of("unknown user", users, "loadUserByUsername", Users::loadUserByUsername, "nobody"),
				of("UserDetails of the application's own", users, "member", Users::member, "alice"),
				of("list of authorities", users, "authorities", Users::authorities, "alice"),
				of("set of authorities", users, "authoritySet", Users::authoritySet, "alice"),
				of("Authentication", users, "authentication", Users::authentication, "alice"),
				of("SpEL key of an Authentication", users, "rights",
						(bean, name) -> bean.rights(UsernamePasswordAuthenticationToken.authenticated(name, "secret",
								AuthorityUtils.createAuthorityList("ROLE_" + name))),
						"alice", "bob"),
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
				}), of("JSON tree", responses, "tree", Responses::tree, "a", "b"),
				of("JSON object", responses, "object", Responses::object, "a"),
				of("JSON array", responses, "array", Responses::array, 0, 3),
				of("record with a JSON tree", responses, "document", Responses::document, "a"),
				of("ResponseEntity of a record", responses, "response", Responses::response, "a", "b"),
				of("ResponseEntity of a list", responses, "listResponse", Responses::listResponse, "a"),
				of("ResponseEntity with a status of no name", responses, "oddResponse", Responses::oddResponse, 204,
						799),
				of("HttpHeaders", responses, "headers", Responses::headers, "a"),
				of("MediaType", responses, "mediaType", Responses::mediaType, "a"),
				of("ProblemDetail", responses, "problem", Responses::problem, "a"),
				of("MultiValueMap", responses, "form", Responses::form, "a"),
				of("EntityModel", responses, "entityModel", Responses::entityModel, "a"),
				of("CollectionModel", responses, "collectionModel", Responses::collectionModel, "a"),
				of("PagedModel", responses, "pagedModel", Responses::pagedModel, "a"),
				of("RepresentationModel of the application's own", responses, "model", Responses::model, "a"),
				of("Resource", responses, "resource", Responses::resource, "a"));
	}

	private static Stream<Exhibit<?, ?>> ofKotlin() {
		Class<Tickets> tickets = Tickets.class;
		return Stream.of(
				of("data class with Kotlin's emptyList by default, by a data class", tickets, "ticket",
						(bean, number) -> bean.ticket(new TicketKey(2026, number, Zone.OUTER)), 1L, 2L),
				of("data class with a list", tickets, "ticketWithExtras", Tickets::ticketWithExtras, 1L),
				of("list of data classes", tickets, "ticketsOf", Tickets::ticketsOf, "alice"),
				of("Kotlin's emptyList", tickets, "noTickets", Tickets::noTickets, "alice"),
				of("Pair", tickets, "pair", Tickets::pair, 1L), of("Triple", tickets, "triple", Tickets::triple, 1L),
				of("data class with a value class", tickets, "offer", Tickets::offer, "a"),
				of("sealed interface with a data object", tickets, "payments", Tickets::payments, "a"),
				of("IntRange", tickets, "range", Tickets::range, 3),
				of("Kotlin's null", tickets, "missing", Tickets::missing, 1L));
	}

}
