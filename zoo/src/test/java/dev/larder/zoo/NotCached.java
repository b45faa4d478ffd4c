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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is not cached, in which modes, and why: the specification.
 *
 * @param exhibit the name of the exhibit
 * @param reason why it is not cached
 * @param modes where it is not cached
 */
record NotCached(String exhibit, String reason, Set<Mode> modes) {

	private static final String FAILS = "failures are not cached";

	private static final String CODE = "it holds code: a lambda expression or a proxy";

	private static final String KEY = "what the equals method of the key compares is not known";

	private static final String ONCE = "can be read once";

	private static final String NOT_LOADED = "part of it has not been loaded from the database";

	private static final String CYCLE = "it leads back to itself, and is not Serializable";

	private static final String NO_SERIALIZER = "no serializer of the starter keeps it";

	static final List<NotCached> TABLE = List.of(
			// Nowhere
			everywhere("entities by Specification", "a Specification is code, and equal to itself alone"),
			everywhere("stream of entities without a transaction", FAILS), everywhere("no such row", FAILS),
			everywhere("no such entity", FAILS),
			everywhere("entities by Example", "two examples are never equal, as their entities have no identifier"),
			everywhere("unknown user", FAILS), everywhere("enum that does not exist", FAILS),
			everywhere("condition that does not hold", "the condition"),
			everywhere("unless that does not", "the unless"), everywhere("runtime exception of the application", FAILS),
			everywhere("checked exception with a cause", FAILS), everywhere("error", FAILS),
			everywhere("checked exception with sync = true", FAILS), everywhere("failure beside values", FAILS),
			everywhere("future that fails", FAILS), everywhere("method that throws instead of a future", FAILS),
			everywhere("Mono that fails", FAILS), everywhere("Flux that fails at the end", FAILS),
			everywhere("suspend that fails", FAILS),
			everywhere("class without equals as a key", "two keys are never equal"),
			everywhere("StringBuilder as a key", "two keys are never equal"),
			shared("value larger than memcached takes", "larger than memcached takes"),
			shared("projections by an interface", CODE), shared("record that holds code", CODE),
			shared("list of what cannot be stored", CODE), shared("sorted map with a comparator of code", CODE),
			shared("Callable", CODE), shared("Future", "what runs is not a value"),
			shared("StringBuilder", "a class of the JDK that is not a value"),
			larder("class with an equals of its own as a key", KEY), larder("Principal as a key", KEY),
			larder("row set", ONCE), larder("Stream", ONCE), larder("Iterator", ONCE), larder("InputStream", ONCE),
			shared("Window of entities", CODE),
			shared("anonymous subclass of a map", "its class has no name that lasts"),
			shared("Optional of an entity with lazy relations", NOT_LOADED),
			shared("entity with a lazy collection that is not loaded", NOT_LOADED),
			shared("reference that is not loaded", NOT_LOADED), shared("lazy collection itself", NOT_LOADED),
			shared("cached methods in a transaction", NOT_LOADED), shared("entities by Sort", NOT_LOADED),
			shared("Slice of entities", NOT_LOADED),
			shared("entities of a graph that is loaded, in both directions", NOT_LOADED),
			shared("entity with a lazy collection whose elements have one that is not loaded", NOT_LOADED),
			shared("tree whose nodes know their parent", CYCLE), shared("exception as a value", NO_SERIALIZER),
			shared("UUID, URI, Locale, Currency, Charset, Optional", NO_SERIALIZER), shared("Pattern", NO_SERIALIZER));

	static String reason(String exhibit, Mode mode) {
		return TABLE.stream()
			.filter((entry) -> entry.exhibit.equals(exhibit) && entry.modes.contains(mode))
			.map(NotCached::reason)
			.findFirst()
			.orElse(null);
	}

	private static NotCached everywhere(String exhibit, String reason) {
		return new NotCached(exhibit, reason, EnumSet.allOf(Mode.class));
	}

	private static NotCached larder(String exhibit, String reason) {
		return new NotCached(exhibit, reason, EnumSet.of(Mode.LOCAL, Mode.MEMCACHED, Mode.TIERED));
	}

	private static NotCached shared(String exhibit, String reason) {
		return new NotCached(exhibit, reason, EnumSet.of(Mode.MEMCACHED, Mode.TIERED));
	}

}
