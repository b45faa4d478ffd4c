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

package dev.larder.admin.store;

import dev.larder.admin.configuration.AdminProperties;
import org.flywaydb.core.api.migration.JavaMigration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.StringUtils;

/**
 * The database: the one that is configured with {@code spring.datasource.*}, or H2 in the
 * data directory.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class StoreConfiguration {

	@Bean
	@Conditional(NoDatabaseConfigured.class)
	DataDirectoryConnectionDetails dataDirectoryConnectionDetails(AdminProperties properties) {
		DataDirectory directory = DataDirectory.open(properties.dataDirectory());
		return new DataDirectoryConnectionDetails(directory.databaseUrl());
	}

	/**
	 * The file of H2 is locked by the process that has opened it.
	 */
	@Bean
	StoreUse storeUse(ObjectProvider<DataDirectoryConnectionDetails> dataDirectory) {
		return new StoreUse(dataDirectory.getIfAvailable() != null);
	}

	@Bean
	JavaMigration sessionTables() {
		return new SessionTables();
	}

	/**
	 * Whether the data directory has to do.
	 */
	private static final class NoDatabaseConfigured implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
		}

	}

	/**
	 * How to connect to the database in the data directory, whose protection is that of
	 * the directory.
	 */
	record DataDirectoryConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public String getUsername() {
			return "sa";
		}

		@Override
		public String getPassword() {
			return "";
		}

	}

}
