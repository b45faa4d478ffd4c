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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.larder.zoo.animal.Animal;
import dev.larder.zoo.animal.AnimalRepository;
import dev.larder.zoo.animal.AnimalService;
import dev.larder.zoo.animal.AnimalSummary;
import dev.larder.zoo.animal.Species;
import dev.larder.zoo.animal.VetRepository;
import dev.larder.zoo.row.Rows;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

import static dev.larder.zoo.Exhibit.of;
import static dev.larder.zoo.Exhibit.scenario;

/**
 * What comes from a database, by JPA and by JDBC.
 */
final class AnimalExhibits {

	private AnimalExhibits() {
	}

	static Stream<Exhibit<?, ?>> all() {
		return Stream.of(
				of("page of entities by a repository's method", VetRepository.class, "findAll(Pageable)",
						(vets, page) -> vets.findAll(PageRequest.of(page, 2, Sort.by("id"))), 0, 1, 5),
				of("all entities by a repository's method", VetRepository.class, "findAll()",
						(vets, none) -> vets.findAll(), 0),
				of("Optional of an entity with lazy relations", AnimalRepository.class, "findById",
						(animals, id) -> animals.findById(id), 1L, 4L),
				of("Optional of no entity", AnimalRepository.class, "findById", (animals, id) -> animals.findById(id),
						99L),
				of("entities by Sort", AnimalRepository.class, "findAll(Sort)",
						(animals, property) -> animals.findAll(Sort.by(property).descending()), "name", "id"),
				of("entities by Specification", AnimalRepository.class, "findAll(Specification)",
						(animals, name) -> animals
							.findAll((root, query, builder) -> builder.equal(root.get("name"), name)),
						"Leo", "Nala"),
				of("entities by Example", AnimalRepository.class, "findAll(Example)",
						(animals, name) -> animals.findAll(Example.of(new Animal(null, name, null))), "Leo", "Nala"),
				of("Slice of entities", AnimalRepository.class, "findBySpecies",
						(animals, page) -> animals.findBySpecies(Species.LION, PageRequest.of(page, 1, Sort.by("id"))),
						0, 1),
				of("Window of entities", AnimalRepository.class, "findBySpeciesOrderById",
						(animals, offset) -> animals
							.findBySpeciesOrderById(Species.LION, ScrollPosition.offset(offset), Limit.of(1))
							.getContent(),
						0L),
				of("projections by an interface", AnimalRepository.class, "findNamesBySpeciesOrderById",
						(animals, species) -> animals.findNamesBySpeciesOrderById(species), Species.LION,
						Species.ZEBRA),
				of("projections by a record", AnimalRepository.class, "findSummariesBySpeciesOrderByName",
						(animals, species) -> animals.findSummariesBySpeciesOrderByName(species), Species.PENGUIN),
				of("projections by a class that is asked for", AnimalRepository.class,
						"findByNameStartingWithOrderById",
						(animals, start) -> animals.findByNameStartingWithOrderById(start, AnimalSummary.class), "P",
						"Z"),
				of("entities of a graph that is loaded, in both directions", AnimalRepository.class,
						"findWithEnclosureById", (animals, id) -> animals.findWithEnclosureById(id), 1L, 4L),
				of("stream of entities without a transaction", AnimalRepository.class, "streamBySpeciesOrderById",
						(animals, species) -> animals.streamBySpeciesOrderById(species), Species.LION),
				of("count", AnimalRepository.class, "countBySpecies",
						(animals, species) -> animals.countBySpecies(species), Species.LION, Species.ZEBRA),
				of("existence", AnimalRepository.class, "existsByName", (animals, name) -> animals.existsByName(name),
						"Leo", "Nobody"),
				of("rows of a query by hand", AnimalRepository.class, "weights", (animals, none) -> animals.weights(),
						0),
				of("sum by a query by hand, sometimes null", AnimalRepository.class, "weight",
						(animals, species) -> animals.weight(species), Species.LION, Species.ZEBRA),
				of("entity with a lazy collection that is not loaded", AnimalService.class, "enclosure",
						(service, id) -> service.enclosure(id), 1L, 2L, 3L),
				of("no such entity", AnimalService.class, "enclosure", (service, id) -> service.enclosure(id), 99L),
				of("entity with a lazy collection that is loaded", AnimalService.class, "enclosureWithAnimals",
						(service, id) -> service.enclosureWithAnimals(id), 3L),
				of("entity with a lazy collection whose elements have one that is not loaded", AnimalService.class,
						"enclosureWithAnimals", (service, id) -> service.enclosureWithAnimals(id), 1L),
				of("reference that is not loaded", AnimalService.class, "reference",
						(service, id) -> service.reference(id), 1L),
				of("lazy collection itself", AnimalService.class, "inhabitants",
						(service, id) -> service.inhabitants(id), 1L, 2L),
				of("page of records", AnimalService.class, "summaries",
						(service, page) -> service.summaries(PageRequest.of(page, 2, Sort.Direction.DESC, "name")), 0,
						1),
				of("page made by hand", AnimalService.class, "names",
						(service, page) -> service.names(PageRequest.of(page, 20, Sort.by("name"))), 0, 1),
				of("cached methods in a transaction", AnimalService.class, "inOneTransaction",
						(service, id) -> service.inOneTransaction(id), 2L)
					.counting("AnimalRepository.findById"),
				of("cached method with a transaction", AnimalService.class, "balance",
						(service, account) -> service.balance(account), 2L),
				scenario("eviction with a transaction", AnimalService.class, (service, one) -> {
					BigDecimal before = service.balance(1);
					service.deposit(1, new BigDecimal("10.00"));
					BigDecimal between = service.balance(1);
					service.deposit(1, new BigDecimal("-10.00"));
					return List.of(before, between, service.balance(1));
				}), scenario("eviction with a transaction that is rolled back", AnimalService.class, (service, one) -> {
					BigDecimal before = service.balance(1);
					Outcome failure = Outcome.of(() -> {
						service.depositAndFail(1, BigDecimal.TEN);
						return null;
					});
					return List.of(before, failure.text(), service.balance(1));
				}), scenario("eviction of all before the change", AnimalService.class, (service, one) -> {
					BigDecimal before = service.balance(1);
					service.depositForAll(new BigDecimal("1.00"));
					BigDecimal between = service.balance(1);
					service.depositForAll(new BigDecimal("-1.00"));
					return List.of(before, between, service.balance(1));
				}), scenario("put with a transaction", AnimalService.class, (service, one) -> {
					service.setBalance(1, new BigDecimal("1.50"));
					BigDecimal between = service.balance(1);
					service.setBalance(1, new BigDecimal("100.00"));
					return List.of(between, service.balance(1));
				}),

				of("rows", Rows.class, "list", (rows, species) -> rows.list(species), Species.LION, Species.ZEBRA,
						Species.PENGUIN),
				of("row whose columns are named in any case", Rows.class, "map", (rows, id) -> {
					var row = rows.map(id);
					return Arrays.asList(row, row.get("id"), row.get("ID"), row.get("Fed_At"), row.containsKey("x"));
				}, 1L, 3L), of("no such row", Rows.class, "map", (rows, id) -> rows.map(id), 99L),
				of("records of rows", Rows.class, "records", (rows, species) -> rows.records(species), Species.LION,
						Species.PENGUIN),
				of("beans of rows", Rows.class, "beans", (rows, species) -> rows.beans(species), Species.LION,
						Species.PENGUIN),
				of("timestamp of a row", Rows.class, "time", (rows, id) -> rows.time(id), 1L, 3L, 4L),
				of("numbers of rows", Rows.class, "weights", (rows, species) -> rows.weights(species), Species.LION,
						Species.ZEBRA),
				of("row set", Rows.class, "rowSet", (rows, species) -> rows.rowSet(species), Species.LION));
	}

}
