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

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Prices by plain JDBC.
 */
class JdbcPrices extends Prices {

	private final JdbcTemplate jdbc;

	JdbcPrices(DataSource dataSource) {
		super(new JdbcTransactionManager(dataSource));
		this.jdbc = new JdbcTemplate(dataSource);
	}

	@Override
	String read(long id) {
		return this.jdbc.queryForObject("select text from price where id = ?", String.class, id);
	}

	@Override
	void write(long id, String text) {
		this.jdbc.update("update price set text = ? where id = ?", text, id);
	}

	@Override
	void insert(long id, String text) {
		this.jdbc.update("insert into price (id, text) values (?, ?)", id, text);
	}

}
