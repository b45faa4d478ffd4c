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
package dev.larder.zoo.animal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/**
 * A repository with results and parameters of Spring Data's types, derived queries and
 * queries by hand.
 */
public interface AnimalRepository extends JpaRepository<Animal, Long>, JpaSpecificationExecutor<Animal> {

	@Override
	@Cacheable("animals")
	Optional<Animal> findById(Long id);

	@Override
	@Cacheable("sorted-animals")
	List<Animal> findAll(Sort sort);

	@Override
	@Cacheable("specified-animals")
	List<Animal> findAll(Specification<Animal> specification);

	@Override
	@Cacheable("animals-like")
	<S extends Animal> List<S> findAll(Example<S> example);

	@Cacheable("animal-slices")
	Slice<Animal> findBySpecies(Species species, Pageable pageable);

	@Cacheable("animal-names")
	List<AnimalName> findNamesBySpeciesOrderById(Species species);

	@Cacheable("animal-names")
	List<AnimalSummary> findSummariesBySpeciesOrderByName(Species species);

	@Cacheable("animal-summaries")
	<T> List<T> findByNameStartingWithOrderById(String start, Class<T> type);

	@Cacheable("animals-with-enclosure")
	@EntityGraph(attributePaths = { "enclosure", "enclosure.animals", "nicknames" })
	Optional<Animal> findWithEnclosureById(Long id);

	@Cacheable("animal-streams")
	Stream<Animal> streamBySpeciesOrderById(Species species);

	@Cacheable("animal-counts")
	long countBySpecies(Species species);

	@Cacheable("animal-existence")
	boolean existsByName(String name);

	@Cacheable("weights")
	@Query("select a.species, sum(a.weight), count(a) from Animal a group by a.species order by a.species")
	List<Object[]> weights();

	@Cacheable("weight")
	@Query("select sum(a.weight) from Animal a where a.species = ?1")
	BigDecimal weight(Species species);

	@Cacheable("animal-windows")
	Window<Animal> findBySpeciesOrderById(Species species, ScrollPosition position, Limit limit);

}
