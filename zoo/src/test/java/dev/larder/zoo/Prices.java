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

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Prices that are cached, by whatever they are read and written in the database.
 */
abstract class Prices {

	private final PlatformTransactionManager transactionManager;

	Prices(PlatformTransactionManager transactionManager) {
		this.transactionManager = transactionManager;
	}

	@Cacheable("prices")
	public String find(long id) {
		return read(id);
	}

	@CachePut(cacheNames = "prices", key = "#id")
	public String change(long id, String text) {
		write(id, text);
		return text;
	}

	@CacheEvict(cacheNames = "prices", key = "#id")
	public void correct(long id, String text) {
		write(id, text);
	}

	@CacheEvict(cacheNames = "prices", key = "#id", beforeInvocation = true)
	public void correctEarly(long id, String text) {
		write(id, text);
	}

	@CacheEvict(cacheNames = "prices", allEntries = true)
	public void correctAll(long id, String text) {
		write(id, text);
	}

	abstract String read(long id);

	abstract void write(long id, String text);

	abstract void insert(long id, String text);

	/**
	 * Returns what runs work in a transaction of its own.
	 * @param propagation how it relates to a transaction that is there
	 * @return the template
	 */
	TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(propagation);
		return template;
	}

}
