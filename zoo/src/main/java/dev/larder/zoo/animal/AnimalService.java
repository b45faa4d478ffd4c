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

import org.hibernate.Hibernate;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cached methods in transactions.
 */
@Service
public class AnimalService {

	private final AnimalRepository animals;

	private final EnclosureRepository enclosures;

	private final JdbcTemplate jdbc;

	public AnimalService(AnimalRepository animals, EnclosureRepository enclosures, JdbcTemplate jdbc) {
		this.animals = animals;
		this.enclosures = enclosures;
		this.jdbc = jdbc;
	}

	@Transactional(readOnly = true)
	@Cacheable("enclosures")
	public Enclosure enclosure(long id) {
		return this.enclosures.findById(id).orElseThrow(() -> new UnknownAnimalException("enclosure " + id));
	}

	@Transactional(readOnly = true)
	@Cacheable("enclosures-with-animals")
	public Enclosure enclosureWithAnimals(long id) {
		Enclosure enclosure = this.enclosures.findById(id).orElseThrow();
		Hibernate.initialize(enclosure.getAnimals());
		return enclosure;
	}

	@Transactional(readOnly = true)
	@Cacheable("enclosure-references")
	public Enclosure reference(long id) {
		return this.enclosures.getReferenceById(id);
	}

	@Transactional(readOnly = true)
	@Cacheable("lists-of-animals")
	public List<Animal> inhabitants(long id) {
		return this.enclosures.findById(id).orElseThrow().getAnimals();
	}

	@Transactional(readOnly = true)
	@Cacheable("pages-of-summaries")
	public Page<AnimalSummary> summaries(Pageable pageable) {
		return this.animals.findAll(pageable)
			.map((animal) -> new AnimalSummary(animal.getId(), animal.getName(), animal.getSpecies()));
	}

	@Cacheable("made-pages")
	public Page<String> names(Pageable pageable) {
		return new PageImpl<>(List.of("Leo", "Nala"), pageable, 1000);
	}

	@Transactional
	public List<Object> inOneTransaction(long id) {
		Animal first = this.animals.findById(id).orElseThrow();
		Animal second = this.animals.findById(id).orElseThrow();
		return List.of(first.getName(), second.getName(), first.equals(second));
	}

	@Transactional
	@Cacheable("balances")
	public BigDecimal balance(long account) {
		return this.jdbc.queryForObject("select balance from account where id = ?", BigDecimal.class, account);
	}

	@Transactional
	@CacheEvict(cacheNames = "balances", key = "#account")
	public void deposit(long account, BigDecimal amount) {
		this.jdbc.update("update account set balance = balance + ? where id = ?", amount, account);
	}

	@Transactional
	@CacheEvict(cacheNames = "balances", key = "#account")
	public void depositAndFail(long account, BigDecimal amount) {
		this.jdbc.update("update account set balance = balance + ? where id = ?", amount, account);
		throw new UnknownAnimalException("after the update");
	}

	@Transactional
	@CacheEvict(cacheNames = "balances", allEntries = true, beforeInvocation = true)
	public void depositForAll(BigDecimal amount) {
		this.jdbc.update("update account set balance = balance + ?", amount);
	}

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	@CachePut(cacheNames = "balances", key = "#account")
	public BigDecimal setBalance(long account, BigDecimal balance) {
		this.jdbc.update("update account set balance = ? where id = ?", balance, account);
		return balance;
	}

}
