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

import java.util.ArrayList;
import java.util.List;

import dev.larder.cache.LarderCacheManager;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

import org.springframework.cache.CacheManager;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached methods over entities that JPA caches too, by a JCache provider.
 */
@ServerTest
@ParameterizedClass(name = "{0}")
@EnumSource(names = { "LOCAL", "TIERED" })
class SecondLevelCacheTests {

	private static final long ID = 7;

	private static MemcachedServer server;

	private static Instance instance;

	@Parameter
	private Mode mode;

	@BeforeParameterizedClassInvocation
	static void start(Mode mode) {
		server = MemcachedServer.start();
		List<String> properties = new ArrayList<>(mode.properties(List.of(server.address())));
		properties.add("spring.jpa.properties.hibernate.cache.region.factory_class=jcache");
		properties.add("spring.jpa.properties.hibernate.javax.cache.missing_cache_strategy=create");
		properties.add("spring.jpa.properties.hibernate.generate_statistics=true");
		instance = Instance.start("second-level-" + mode, true, properties, Fares.class);
		instance.bean(JdbcTemplate.class)
			.execute("create table fare (id bigint primary key, text varchar(50) not null)");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		instance.close();
		server.close();
	}

	@Test
	void cachesStandBesideEachOther() {
		assertThat(instance.bean(CacheManager.class)).isInstanceOf(LarderCacheManager.class);
		Fares fares = instance.bean(Fares.class);
		Statistics statistics = instance.bean(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics();
		fares.add(ID, "1.20");
		assertThat(fares.find(ID)).isEqualTo("The fare is 1.20");
		long hits = statistics.getSecondLevelCacheHitCount();
		assertThat(fares.find(ID)).isEqualTo("The fare is 1.20");
		assertThat(statistics.getSecondLevelCacheHitCount()).as("JPA was not asked").isEqualTo(hits);
		instance.bean(CacheManager.class).getCache("fares").clear();
		long statements = statistics.getPrepareStatementCount();
		assertThat(fares.find(ID)).isEqualTo("The fare is 1.20");
		assertThat(statistics.getSecondLevelCacheHitCount()).as("JPA had it").isEqualTo(hits + 1);
		assertThat(statistics.getPrepareStatementCount()).as("the database was not asked").isEqualTo(statements);
		fares.change(ID, "1.30");
		assertThat(fares.find(ID)).isEqualTo("The fare is 1.30");
	}

}
