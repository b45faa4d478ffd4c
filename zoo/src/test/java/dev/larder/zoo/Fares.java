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

import jakarta.persistence.EntityManager;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what JPA caches, and caches what it makes of it.
 */
class Fares {

	private final EntityManager entities;

	Fares(EntityManager entities) {
		this.entities = entities;
	}

	@Transactional(readOnly = true)
	@Cacheable("fares")
	public String find(long id) {
		return "The fare is " + this.entities.find(Fare.class, id).getText();
	}

	@Transactional
	public void add(long id, String text) {
		this.entities.persist(new Fare(id, text));
	}

	@Transactional
	@CacheEvict(cacheNames = "fares", key = "#id")
	public void change(long id, String text) {
		this.entities.find(Fare.class, id).setText(text);
	}

}
