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

package dev.larder.admin.history;

import dev.larder.admin.configuration.AdminProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The history and who fills it.
 */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

	@Bean
	HistoryStore historyStore(JdbcOperations operations, TransactionOperations transactions,
			AdminProperties properties) {
		return new HistoryStore(operations, transactions, properties.history().maxSeries());
	}

	@Bean
	Poller poller(Sampling sampling, HistoryStore store, FailureStore failures, JdbcClient jdbc,
			ObjectProvider<SnapshotListener> listeners, AdminProperties properties) {
		return new Poller(sampling, store, failures, new Lease(jdbc, "history"), listeners.orderedStream().toList(),
				properties.history());
	}

}
