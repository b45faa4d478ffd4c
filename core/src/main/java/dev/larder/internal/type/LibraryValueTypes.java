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

package dev.larder.internal.type;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of libraries that applications return from cached methods, and that only hold
 * data: making one of them opens nothing, looks nothing up, and calls no code but that of
 * the values in it. Interfaces are there as the types of fields, which Fory names. The
 * libraries need not be present.
 * <p>
 * Left out on purpose: what holds code (functions, templates, affordances, type
 * descriptions), what allocates as much as data tells it to (the serialized forms of
 * Kotlin's builders), and whatever else is in the same packages.
 */
public final class LibraryValueTypes {

	private static final Set<String> NAMES = Stream
		.of(names("org.springframework.core.io", "AbstractResource", "ByteArrayResource"),
				names("org.springframework.util.unit", "DataSize"),
				names("org.springframework.util", "LinkedCaseInsensitiveMap", "LinkedCaseInsensitiveMap$1",
						"LinkedMultiValueMap", "MimeType", "MultiValueMap", "MultiValueMapAdapter",
						"UnmodifiableMultiValueMap"),
				names("org.springframework.http", "CacheControl", "DefaultHttpStatusCode", "ETag", "HttpCookie",
						"HttpEntity", "HttpHeaders", "HttpMethod", "HttpStatus", "HttpStatusCode", "MediaType",
						"ProblemDetail", "ReadOnlyHttpHeaders", "ResponseCookie", "ResponseEntity"),
				names("org.springframework.data.domain", "AbstractPageRequest", "Chunk", "DoubleVector", "FloatVector",
						"KeysetScrollPosition", "Limit$Limited", "Limit$Unlimited", "OffsetScrollPosition",
						"OffsetScrollPosition$OffsetPositionFunction", "PageImpl", "PageRequest", "Pageable", "Range",
						"Range$Bound", "ScrollPosition$Direction", "SliceImpl", "Sort", "Sort$Direction",
						"Sort$NullHandling", "Sort$Order", "Unpaged", "WindowImpl"),
				names("org.springframework.data.geo", "Box", "Circle", "CustomMetric", "Distance", "GeoPage",
						"GeoResult", "GeoResults", "Metric", "Metrics", "Point", "Polygon"),
				names("org.springframework.data.util", "Pair"),
				names("org.springframework.data.web", "PagedModel", "PagedModel$PageMetadata"),
				names("org.springframework.hateoas", "CollectionModel", "EntityModel", "Link", "LinkRelation", "Links",
						"PagedModel", "PagedModel$PageMetadata", "RepresentationModel", "SlicedModel",
						"SlicedModel$SliceMetadata", "StringLinkRelation", "TemplateVariable",
						"TemplateVariable$Cardinality", "TemplateVariable$VariableType", "TemplateVariables",
						"UriTemplate", "UriTemplate$ExpandGroup", "UriTemplate$ExpandGroups"),
				names("org.springframework.security.core", "Authentication", "GrantedAuthority"),
				names("org.springframework.security.core.userdetails", "User", "User$AuthorityComparator"),
				names("org.springframework.security.core.authority", "FactorGrantedAuthority",
						"SimpleGrantedAuthority"),
				names("org.springframework.security.core.context", "SecurityContextImpl"),
				names("org.springframework.security.authentication", "AbstractAuthenticationToken",
						"AnonymousAuthenticationToken", "RememberMeAuthenticationToken",
						"UsernamePasswordAuthenticationToken"),
				names("org.springframework.security.web.authentication", "WebAuthenticationDetails"),
				names("tools.jackson.databind.node", "ArrayNode", "BigIntegerNode", "BinaryNode", "BooleanNode",
						"DecimalNode", "DoubleNode", "FloatNode", "IntNode", "LongNode", "MissingNode", "NullNode",
						"ObjectNode", "POJONode", "ShortNode", "StringNode"),
				names("kotlin", "Pair", "Triple", "UByte", "UInt", "ULong", "UShort", "Unit"),
				names("kotlin.collections", "ArrayDeque", "EmptyList", "EmptyMap", "EmptySet", "IndexedValue"),
				names("kotlin.collections.builders", "ListBuilder", "MapBuilder", "SetBuilder"),
				names("kotlin.ranges", "CharProgression", "CharRange", "IntProgression", "IntRange", "LongProgression",
						"LongRange"),
				names("kotlin.time", "Duration", "Instant", "InstantSerialized"),
				names("kotlin.uuid", "Uuid", "UuidSerialized"))
		.flatMap((names) -> names)
		.collect(Collectors.toUnmodifiableSet());

	private LibraryValueTypes() {
	}

	public static boolean contains(String className) {
		return NAMES.contains(className);
	}

	private static Stream<String> names(String owner, String... simpleNames) {
		return Stream.of(simpleNames).map((owner + ".")::concat);
	}

}
