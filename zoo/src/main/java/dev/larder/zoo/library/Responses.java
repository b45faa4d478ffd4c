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
package dev.larder.zoo.library;

import java.net.URI;
import java.util.List;

import dev.larder.zoo.animal.AnimalSummary;
import dev.larder.zoo.animal.Species;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.PagedModel;
import org.springframework.hateoas.RepresentationModel;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What controllers and clients of other services return.
 */
@Service
public class Responses {

	private static final AnimalSummary LEO = new AnimalSummary(1L, "Leo", Species.LION);

	private final JsonMapper mapper = new JsonMapper();

	@Cacheable("trees")
	public JsonNode tree(String name) {
		return this.mapper.readTree("{\"name\": \"" + name
				+ "\", \"big\": 12345678901234567890, \"pi\": 3.10, \"none\": null, \"all\": [1, 2.5, true, {}]}");
	}

	@Cacheable("objects")
	public ObjectNode object(String name) {
		return this.mapper.createObjectNode().put("name", name).put("age", 7L).put("photo", new byte[] { 1, 2 });
	}

	@Cacheable("array-nodes")
	public ArrayNode array(int size) {
		ArrayNode array = this.mapper.createArrayNode();
		for (int i = 0; i < size; i++) {
			array.add(i);
		}
		return array;
	}

	@Cacheable("records-with-trees")
	public Document document(String name) {
		return new Document(name, tree(name));
	}

	@Cacheable("responses")
	public ResponseEntity<AnimalSummary> response(String name) {
		return ResponseEntity.status(HttpStatus.CREATED)
			.location(URI.create("/animals/" + name))
			.cacheControl(CacheControl.noStore())
			.header("X-Kind", "a", "b")
			.body(LEO);
	}

	@Cacheable("list-responses")
	public ResponseEntity<List<AnimalSummary>> listResponse(String name) {
		return ResponseEntity.ok(List.of(LEO));
	}

	@Cacheable("odd-responses")
	public ResponseEntity<Void> oddResponse(int status) {
		return ResponseEntity.status(status).build();
	}

	@Cacheable("headers")
	public HttpHeaders headers(String name) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.parseMediaType("text/html;charset=utf-8"));
		headers.setETag("\"" + name + "\"");
		headers.setContentLength(7);
		return headers;
	}

	@Cacheable("media-types")
	public MediaType mediaType(String name) {
		return MediaType.parseMediaType("application/" + name + "+json;q=0.5;version=1");
	}

	@Cacheable("problems")
	public ProblemDetail problem(String name) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "no " + name);
		problem.setProperty("name", name);
		return problem;
	}

	@Cacheable("forms")
	public MultiValueMap<String, String> form(String name) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("name", name);
		form.add("name", "other");
		return form;
	}

	@Cacheable("entity-models")
	public EntityModel<AnimalSummary> entityModel(String name) {
		return EntityModel.of(LEO, Link.of("/animals/" + name).withSelfRel(), Link.of("/find{?q}", "search"));
	}

	@Cacheable("collection-models")
	public CollectionModel<EntityModel<AnimalSummary>> collectionModel(String name) {
		return CollectionModel.of(List.of(EntityModel.of(LEO)), Link.of("/animals"));
	}

	@Cacheable("paged-models")
	public PagedModel<AnimalSummary> pagedModel(String name) {
		return PagedModel.of(List.of(LEO), new PagedModel.PageMetadata(1, 0, 5), Link.of("/animals"));
	}

	@Cacheable("own-models")
	public AnimalModel model(String name) {
		return new AnimalModel(name).add(Link.of("/animals/" + name));
	}

	@Cacheable("resources")
	public Resource resource(String name) {
		return new ByteArrayResource(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), name);
	}

	public record Document(String name, JsonNode content) {
	}

	/**
	 * A model of the application's own.
	 */
	public static class AnimalModel extends RepresentationModel<AnimalModel> {

		private final String name;

		public AnimalModel(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

		@Override
		public boolean equals(Object other) {
			return super.equals(other) && other instanceof AnimalModel model && this.name.equals(model.name);
		}

		@Override
		public int hashCode() {
			return 31 * super.hashCode() + this.name.hashCode();
		}

	}

}
