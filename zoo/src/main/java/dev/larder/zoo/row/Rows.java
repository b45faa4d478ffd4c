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
package dev.larder.zoo.row;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;

import dev.larder.zoo.animal.Species;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.rowset.SqlRowSet;
import org.springframework.stereotype.Repository;

/**
 * Rows as {@code JdbcTemplate} returns them.
 */
@Repository
public class Rows {

	private static final String ALL = "select id, name, weight, fed_at, seen_at, born, photo from animal where species = ? order by id";

	private final JdbcTemplate jdbc;

	public Rows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Cacheable("rows")
	public List<Map<String, Object>> list(Species species) {
		return this.jdbc.queryForList(ALL, species.name());
	}

	@Cacheable("row")
	public Map<String, Object> map(long id) {
		return this.jdbc.queryForMap("select id, name, weight, fed_at from animal where id = ?", id);
	}

	@Cacheable("row-records")
	public List<AnimalRow> records(Species species) {
		return this.jdbc.query("select id, name, weight, fed_at from animal where species = ? order by id",
				new DataClassRowMapper<>(AnimalRow.class), species.name());
	}

	@Cacheable("row-beans")
	public List<AnimalBean> beans(Species species) {
		return this.jdbc.query("select id, name, fed_at from animal where species = ? order by id",
				new BeanPropertyRowMapper<>(AnimalBean.class), species.name());
	}

	@Cacheable("row-times")
	public Timestamp time(long id) {
		return this.jdbc.queryForObject("select fed_at from animal where id = ?", Timestamp.class, id);
	}

	@Cacheable("row-weights")
	public List<BigDecimal> weights(Species species) {
		return this.jdbc.queryForList("select weight from animal where species = ? order by id", BigDecimal.class,
				species.name());
	}

	@Cacheable("row-sets")
	public SqlRowSet rowSet(Species species) {
		return this.jdbc.queryForRowSet("select id, name from animal where species = ? order by id", species.name());
	}

	public record AnimalRow(long id, String name, BigDecimal weight, Timestamp fedAt) {
	}

	/**
	 * What a bean's row mapper fills.
	 */
	public static class AnimalBean {

		private Long id;

		private String name;

		private Timestamp fedAt;

		public Long getId() {
			return this.id;
		}

		public void setId(Long id) {
			this.id = id;
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public Timestamp getFedAt() {
			return this.fedAt;
		}

		public void setFedAt(Timestamp fedAt) {
			this.fedAt = fedAt;
		}

	}

}
