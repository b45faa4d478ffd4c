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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.StoredItem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.CacheManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Cached methods in real transactions, with caches that heed them: what another
 * transaction, or another instance, sees before and after the end of each.
 */
@ServerTest
@ParameterizedClass(name = "{0}")
@EnumSource(names = { "LOCAL", "MEMCACHED", "TIERED" })
class TransactionTests {

	private static final AtomicLong IDS = new AtomicLong();

	private static MemcachedServer server;

	private static Instance here;

	private static Instance elsewhere;

	@Parameter
	private Mode mode;

	@BeforeParameterizedClassInvocation
	static void start(Mode mode) {
		server = MemcachedServer.start();
		here = start(mode, true);
		here.bean(JdbcTemplate.class).execute("create table price (id bigint primary key, text varchar(50) not null)");
		// Without memcached another instance knows nothing of changes here
		elsewhere = mode.isShared() ? start(mode, false) : here;
	}

	private static Instance start(Mode mode, boolean first) {
		List<String> properties = new ArrayList<>(mode.properties(List.of(server.address())));
		properties.add("larder.transaction-aware=true");
		return Instance.start("transactions-" + mode, first, properties, JdbcPrices.class, JpaPrices.class);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		elsewhere.close();
		here.close();
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void uncommittedPutIsReadByItsTransactionAloneAndByAllAfterTheCommit(Access access) {
		Sale sale = new Sale(access);
		sale.inTransaction(() -> {
			sale.prices.change(sale.id, "put");
			assertThat(sale.prices.find(sale.id)).isEqualTo("put");
			assertThat(sale.seenElsewhere()).isEqualTo("old");
		});
		assertThat(sale.prices.find(sale.id)).isEqualTo("put");
		Awaitility.await().untilAsserted(() -> assertThat(sale.seenElsewhere()).isEqualTo("put"));
	}

	@ParameterizedTest
	@EnumSource
	void rollbackLeavesNoUncommittedValueAnywhere(Access access) {
		Sale sale = new Sale(access);
		String put = "uncommitted put " + sale.id;
		sale.inTransactionThatRollsBack(() -> {
			sale.prices.change(sale.id, put);
			assertThat(sale.prices.find(sale.id)).isEqualTo(put);
		});
		assertThat(sale.prices.find(sale.id)).isEqualTo("old");
		assertThat(sale.seenElsewhere()).isEqualTo("old");
		assertThat(storedTexts()).noneMatch((text) -> text.contains(put));
	}

	@ParameterizedTest
	@EnumSource
	void whatWasReadAfterAnUncommittedChangeIsNotStoredByARollback(Access access) {
		Sale sale = new Sale(access);
		String read = "uncommitted read " + sale.id;
		sale.inTransactionThatRollsBack(() -> {
			sale.prices.write(sale.id, read);
			assertThat(sale.prices.find(sale.id)).isEqualTo(read);
		});
		assertThat(sale.prices.find(sale.id)).isEqualTo("old");
		assertThat(storedTexts()).noneMatch((text) -> text.contains(read));
	}

	@ParameterizedTest
	@EnumSource
	void whatWasReadInATransactionIsStoredAfterItsCommit(Access access) {
		Sale sale = new Sale(access);
		String read = "committed read " + sale.id;
		sale.inTransaction(() -> {
			sale.prices.write(sale.id, read);
			assertThat(sale.prices.find(sale.id)).isEqualTo(read);
			assertThat(storedTexts()).noneMatch((text) -> text.contains(read));
		});
		assertThat(cachedHere(sale)).isEqualTo(read);
		if (this.mode.isShared()) {
			assertThat(storedTexts()).anyMatch((text) -> text.contains(read));
		}
	}

	@ParameterizedTest
	@EnumSource
	void evictionTakesEffectWithTheCommit(Access access) {
		Sale sale = new Sale(access);
		sale.prices.find(sale.id);
		sale.inTransaction(() -> {
			sale.prices.correct(sale.id, "new");
			assertThat(sale.prices.find(sale.id)).isEqualTo("new");
			assertThat(sale.seenElsewhere()).isEqualTo("old");
		});
		assertThat(sale.prices.find(sale.id)).isEqualTo("new");
		Awaitility.await().untilAsserted(() -> assertThat(sale.seenElsewhere()).isEqualTo("new"));
	}

	@ParameterizedTest
	@EnumSource
	void evictionOfARollbackTakesNothingAway(Access access) {
		Sale sale = new Sale(access);
		sale.prices.find(sale.id);
		sale.inTransactionThatRollsBack(() -> sale.prices.correct(sale.id, "new"));
		assertThat(cachedHere(sale)).isEqualTo("old");
	}

	@ParameterizedTest
	@EnumSource
	void earlyEvictionAlsoTakesAwayWhatOthersReadBeforeTheCommit(Access access) {
		Sale sale = new Sale(access);
		sale.inTransaction(() -> {
			sale.prices.correctEarly(sale.id, "new");
			assertThat(sale.seenElsewhere()).isEqualTo("old");
		});
		assertThat(sale.prices.find(sale.id)).isEqualTo("new");
		Awaitility.await().untilAsserted(() -> assertThat(sale.seenElsewhere()).isEqualTo("new"));
	}

	@ParameterizedTest
	@EnumSource
	void clearingOfARollbackTakesNothingAway(Access access) {
		Sale sale = new Sale(access);
		sale.prices.find(sale.id);
		sale.inTransactionThatRollsBack(() -> sale.prices.correctAll(sale.id, "new"));
		assertThat(cachedHere(sale)).isEqualTo("old");
		sale.inTransaction(() -> sale.prices.correctAll(sale.id, "new"));
		assertThat(sale.prices.find(sale.id)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void newTransactionWithinAnotherIsCommittedForItself(Access access) {
		Sale outer = new Sale(access);
		Sale inner = new Sale(access);
		outer.inTransactionThatRollsBack(() -> {
			outer.prices.change(outer.id, "outer");
			inner.inNewTransaction(() -> inner.prices.change(inner.id, "inner"));
			assertThat(inner.seenElsewhere()).isEqualTo("inner");
			assertThat(outer.prices.find(outer.id)).isEqualTo("outer");
		});
		assertThat(outer.prices.find(outer.id)).isEqualTo("old");
		assertThat(cachedHere(inner)).isEqualTo("inner");
	}

	@ParameterizedTest
	@EnumSource
	void newTransactionThatRollsBackTakesNothingFromTheOneAroundIt(Access access) {
		Sale outer = new Sale(access);
		Sale inner = new Sale(access);
		outer.inTransaction(() -> {
			outer.prices.change(outer.id, "outer");
			inner.inNewTransactionThatRollsBack(() -> inner.prices.change(inner.id, "inner"));
			assertThat(inner.prices.find(inner.id)).isEqualTo("old");
		});
		assertThat(cachedHere(outer)).isEqualTo("outer");
		assertThat(inner.prices.find(inner.id)).isEqualTo("old");
	}

	@Test
	void rollbackToASavepointLeavesNothingOfWhatFollowedIt() {
		Sale before = new Sale(Access.JDBC);
		Sale after = new Sale(Access.JDBC);
		before.inTransaction(() -> {
			before.prices.change(before.id, "before");
			after.prices.transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((status) -> {
				after.prices.change(after.id, "after");
				status.setRollbackOnly();
			});
		});
		assertThat(before.prices.find(before.id)).isEqualTo("before");
		assertThat(after.prices.find(after.id)).isEqualTo("old");
		assertThat(after.seenElsewhere()).isEqualTo("old");
	}

	@Test
	void methodThatIsItsOwnTransactionChangesTheCacheOnlyIfItCommits() {
		Sale sale = new Sale(Access.JPA);
		JpaPrices prices = here.bean(JpaPrices.class);
		assertThatIllegalStateException().isThrownBy(() -> prices.changeInItsTransaction(sale.id, "failed", true));
		assertThat(prices.find(sale.id)).isEqualTo("old");
		assertThatIllegalStateException().isThrownBy(() -> prices.correctInItsTransaction(sale.id, "failed", true));
		assertThat(cachedHere(sale)).isEqualTo("old");
		prices.changeInItsTransaction(sale.id, "put", false);
		assertThat(cachedHere(sale)).isEqualTo("put");
		prices.correctInItsTransaction(sale.id, "evicted", false);
		assertThat(prices.find(sale.id)).isEqualTo("evicted");
	}

	private static String cachedHere(Sale sale) {
		return here.bean(CacheManager.class).getCache("prices").get(sale.id, String.class);
	}

	private static List<String> storedTexts() {
		List<String> texts = new ArrayList<>();
		try (MemcachedConnection connection = server.connect()) {
			List<String> keys = new ArrayList<>();
			connection.send("lru_crawler metadump all");
			for (String line = connection.readLine(); !line.equals("END"); line = connection.readLine()) {
				keys.add(URLDecoder.decode(line.substring("key=".length(), line.indexOf(' ')), StandardCharsets.UTF_8));
			}
			for (String key : keys) {
				StoredItem item = connection.get(key);
				if (item != null) {
					texts.add(item.text());
				}
			}
		}
		return texts;
	}

	private static <T> T onAnotherThread(Supplier<T> work) {
		return CompletableFuture.supplyAsync(work).orTimeout(20, TimeUnit.SECONDS).join();
	}

	enum Access {

		JDBC(JdbcPrices.class), JPA(JpaPrices.class);

		private final Class<? extends Prices> type;

		Access(Class<? extends Prices> type) {
			this.type = type;
		}

	}

	/**
	 * Something with a price, "old" at first.
	 */
	private static final class Sale {

		private final long id = IDS.incrementAndGet();

		private final Prices prices;

		private final Prices elsewhere;

		Sale(Access access) {
			this.prices = here.bean(access.type);
			this.elsewhere = TransactionTests.elsewhere.bean(access.type);
			inTransaction(() -> this.prices.insert(this.id, "old"));
		}

		String seenElsewhere() {
			return onAnotherThread(() -> this.elsewhere.find(this.id));
		}

		void inTransaction(Runnable work) {
			run(TransactionDefinition.PROPAGATION_REQUIRED, work, false);
		}

		void inTransactionThatRollsBack(Runnable work) {
			run(TransactionDefinition.PROPAGATION_REQUIRED, work, true);
		}

		void inNewTransaction(Runnable work) {
			run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, work, false);
		}

		void inNewTransactionThatRollsBack(Runnable work) {
			run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, work, true);
		}

		private void run(int propagation, Runnable work, boolean rollback) {
			this.prices.transaction(propagation).executeWithoutResult((status) -> {
				work.run();
				if (rollback) {
					status.setRollbackOnly();
				}
			});
		}

	}

}
