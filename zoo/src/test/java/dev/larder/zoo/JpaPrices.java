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
import org.springframework.cache.annotation.CachePut;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prices by JPA.
 */
class JpaPrices extends Prices {

	private final EntityManager entities;

	JpaPrices(EntityManager entities, PlatformTransactionManager transactionManager) {
		super(transactionManager);
		this.entities = entities;
	}

	@Transactional
	@CachePut(cacheNames = "prices", key = "#id")
	public String changeInItsTransaction(long id, String text, boolean fails) {
		write(id, text);
		failIf(fails);
		return text;
	}

	@Transactional
	@CacheEvict(cacheNames = "prices", key = "#id")
	public void correctInItsTransaction(long id, String text, boolean fails) {
		write(id, text);
		failIf(fails);
	}

	private static void failIf(boolean fails) {
		if (fails) {
			throw new IllegalStateException("after the change");
		}
	}

	@Override
	String read(long id) {
		return this.entities.find(Price.class, id).getText();
	}

	// Flushed, so that the database knows of it before the commit
	@Override
	void write(long id, String text) {
		this.entities.find(Price.class, id).setText(text);
		this.entities.flush();
	}

	@Override
	void insert(long id, String text) {
		this.entities.persist(new Price(id, text));
	}

}
