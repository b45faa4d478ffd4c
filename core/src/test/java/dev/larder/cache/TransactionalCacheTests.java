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
package dev.larder.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.larder.load.LoadSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Caches that heed transactions. The row behind them is a variable that changes with the
 * commit.
 */
@ServerTest
class TransactionalCacheTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final TransactionTemplate transaction = new TransactionTemplate(new ScriptedTransactionManager());

	private final AtomicReference<String> row = new AtomicReference<>("old");

	private TestInstance instance;

	private TestInstance other;

	private Cache cache;

	private LarderCache outside;

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.instance.close();
		this.other.close();
	}

	@ParameterizedTest
	@EnumSource
	void whatWasEvictedByATransactionThatCommittedFirstDoesNotComeBack(CacheMode mode) throws Exception {
		start(mode);
		CountDownLatch read = new CountDownLatch(1);
		CountDownLatch committed = new CountDownLatch(1);
		Future<String> reader = this.executor.submit(() -> this.transaction.execute((status) -> {
			String value = this.cache.get("key", this.row::get);
			read.countDown();
			await(committed);
			return value;
		}));
		read.await();
		this.transaction.executeWithoutResult((status) -> {
			this.row.set("new");
			this.cache.evict("key");
		});
		committed.countDown();
		assertThat(reader.get()).isEqualTo("old");
		assertThat(this.outside.get("key")).isNull();
		assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("new");
		assertThat(this.cache.<String>get("key", () -> "unexpected")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void whatWasClearedByATransactionThatCommittedFirstDoesNotComeBack(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((reader) -> {
			assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
			inAnotherTransaction(() -> this.cache.clear());
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whatWasPutByATransactionThatCommittedFirstStays(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((reader) -> {
			assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
			inAnotherTransaction(() -> this.cache.put("key", "new"));
		});
		assertThat(this.outside.get("key", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void whatAnotherInstanceEvictedMeanwhileDoesNotComeBack(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((reader) -> {
			assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
			this.other.cache("products").evict("key");
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void loadedValueIsStoredAfterTheCommit(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
			assertThat(this.outside.get("key")).isNull();
		});
		assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		assertThat(this.outside.getStatistics().loads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void loadedValueIsFoundAgainInItsTransaction(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.get("key", this.row::get);
			assertThat(this.cache.<String>get("key", () -> "unexpected")).isEqualTo("old");
			assertThat(this.cache.get("key", String.class)).isEqualTo("old");
		});
	}

	@ParameterizedTest
	@EnumSource
	void loadedValueIsNotStoredAfterARollbackAndKeepsNobodyFromLoading(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.get("key", () -> "never committed");
			status.setRollbackOnly();
		});
		assertThat(this.outside.get("key")).isNull();
		assertThat(this.other.cache("products").<String>get("key", this.row::get)).isEqualTo("old");
		assertThat(this.other.cache("products").get("key", String.class)).isEqualTo("old");
	}

	@ParameterizedTest
	@EnumSource
	void transactionsDoNotWaitForEachOther(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((outer) -> {
			this.cache.get("key", () -> "first");
			inAnotherTransaction(() -> assertThat(this.cache.<String>get("key", () -> "second")).isEqualTo("second"));
		});
		assertThat(this.outside.get("key")).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void failedLoadStoresNothing(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> assertThatExceptionOfType(ValueRetrievalException.class)
			.isThrownBy(() -> this.cache.get("key", () -> {
				throw new IllegalStateException("broken");
			})));
		assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
		assertThat(this.outside.get("key", String.class)).isEqualTo("old");
	}

	@ParameterizedTest
	@EnumSource
	void ownPutIsReadInItsTransactionAndByOthersAfterTheCommit(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("key", "new");
			assertThat(this.cache.get("key", String.class)).isEqualTo("new");
			assertThat(this.cache.<String>get("key", () -> "unexpected")).isEqualTo("new");
			assertThat(this.cache.putIfAbsent("key", "unexpected").get()).isEqualTo("new");
			assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		});
		assertThat(this.outside.get("key", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void whatWasEvictedIsLoadedAndNotStoredByItsTransaction(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.evict("key");
			assertThat(this.cache.get("key")).isNull();
			assertThat(this.cache.<String>get("key", () -> "own")).isEqualTo("own");
			assertThat(this.cache.retrieve("key", () -> CompletableFuture.completedFuture("own")))
				.isCompletedWithValue("own");
			assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whatWasLoadedAndEvictedAfterwardsIsNotStored(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.get("key", this.row::get);
			this.cache.evict("key");
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void clearingTakesEffectWithTheCommitAndBeforeWhatFollowedIt(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.outside.put("other", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("other", "lost");
			this.cache.clear();
			assertThat(this.cache.get("key")).isNull();
			assertThat(this.cache.<String>get("key", () -> "own")).isEqualTo("own");
			this.cache.put("third", "new");
			assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		});
		assertThat(this.outside.get("key")).isNull();
		assertThat(this.outside.get("other")).isNull();
		assertThat(this.outside.get("third", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void rollbackUndoesEverything(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.outside.put("other", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("key", "new");
			this.cache.evict("other");
			this.cache.clear();
			status.setRollbackOnly();
		});
		assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		assertThat(this.outside.get("other", String.class)).isEqualTo("old");
	}

	// As with @CacheEvict(beforeInvocation = true)
	@ParameterizedTest
	@EnumSource
	void whatIsEvictedAtOnceIsEvictedAgainAfterTheCommit(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.cache.evictIfPresent("key")).isTrue();
			assertThat(this.outside.<String>get("key", this.row::get)).isEqualTo("old");
			this.row.set("new");
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsClearedAtOnceIsClearedAgainAfterTheCommit(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.invalidate();
			assertThat(this.outside.<String>get("key", this.row::get)).isEqualTo("old");
			this.row.set("new");
		});
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void innerTransactionKnowsNothingOfTheOuterOne(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((outer) -> {
			this.cache.put("key", "outer");
			inAnotherTransaction(() -> {
				assertThat(this.cache.get("key")).isNull();
				this.cache.put("other", "inner");
			});
			assertThat(this.outside.get("other", String.class)).isEqualTo("inner");
			assertThat(this.cache.get("key", String.class)).isEqualTo("outer");
			outer.setRollbackOnly();
		});
		assertThat(this.outside.get("key")).isNull();
		assertThat(this.outside.get("other", String.class)).isEqualTo("inner");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsPutWhenTheCommitIsMadeKnownIsStored(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("first", "value");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					TransactionalCacheTests.this.cache.put("key", "value");
				}

			});
		});
		assertThat(this.outside.get("key", String.class)).isEqualTo("value");
	}

	@ParameterizedTest
	@EnumSource
	void rollbackToASavepointStoresNothingOfTheTransaction(CacheMode mode) {
		start(mode);
		this.outside.put("key", "old");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("key", "new");
			this.cache.get("loaded", () -> "never committed");
			TransactionSynchronizationManager.getSynchronizations()
				.forEach((synchronization) -> synchronization.savepointRollback("savepoint"));
		});
		assertThat(this.outside.get("key")).isNull();
		assertThat(this.outside.get("loaded")).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void rightToStoreIsKeptBeyondTheLeaseTime(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.get("key", this.row::get);
			long renewals = memcached.server().stat("cas_hits");
			Awaitility.await().until(() -> memcached.server().stat("cas_hits") > renewals + 6);
		});
		assertThat(this.other.cache("products").get("key", String.class)).isEqualTo("old");
	}

	@ParameterizedTest
	@EnumSource
	void outsideOfATransactionEverythingTakesEffectAtOnce(CacheMode mode) {
		start(mode);
		assertThat(this.cache.<String>get("key", this.row::get)).isEqualTo("old");
		assertThat(this.outside.get("key", String.class)).isEqualTo("old");
		this.cache.put("key", "new");
		assertThat(this.outside.get("key", String.class)).isEqualTo("new");
		this.cache.evict("key");
		assertThat(this.outside.get("key")).isNull();
		this.cache.put("key", "new");
		this.cache.clear();
		assertThat(this.outside.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void viewThatDoesNotShareFailuresBelongsToTheSameTransaction(CacheMode mode) {
		start(mode);
		Cache unshared = this.instance.cacheManager().getCache("larder:unshared:products");
		AtomicInteger loads = new AtomicInteger();
		Callable<String> loader = () -> "load " + loads.incrementAndGet();
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put("key", "new");
			assertThat(unshared.<String>get("key", loader)).isEqualTo("new");
			assertThat(unshared.<String>get("other", loader)).isEqualTo("load 1");
			assertThat(this.outside.get("other")).isNull();
		});
		assertThat(this.outside.get("other", String.class)).isEqualTo("load 1");
	}

	@ParameterizedTest
	@EnumSource
	void keysThatAreWrittenAlikeAreOneKey(CacheMode mode) {
		start(mode);
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put(new byte[] { 1 }, "put");
			assertThat(this.cache.get(new byte[] { 1 }, String.class)).isEqualTo("put");
			assertThat(this.cache.<String>get(new byte[] { 2 }, () -> "loaded")).isEqualTo("loaded");
			assertThat(this.cache.<String>get(new byte[] { 2 }, () -> "unexpected")).isEqualTo("loaded");
			this.cache.evict(new byte[] { 2 });
			assertThat(this.cache.get(new byte[] { 2 })).isNull();
		});
		assertThat(this.outside.get(new byte[] { 1 }, String.class)).isEqualTo("put");
		assertThat(this.outside.get(new byte[] { 2 })).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void keyThatCannotBeUsedPassesTheCacheBy(CacheMode mode) {
		start(mode);
		Object key = new HostileKey("a");
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put(key, "value");
			this.cache.evict(key);
			assertThat(this.cache.evictIfPresent(key)).isFalse();
			assertThat(this.cache.putIfAbsent(key, "value")).isNull();
			assertThat(this.cache.get(key)).isNull();
			assertThat(this.cache.get(key, String.class)).isNull();
			assertThat(this.cache.<String>get(key, () -> "first")).isEqualTo("first");
			assertThat(this.cache.<String>get(key, () -> "second")).isEqualTo("second");
			assertThat(this.cache.retrieve(key)).isNull();
			assertThat(this.cache.retrieve(key, () -> CompletableFuture.completedFuture("third")).join())
				.isEqualTo("third");
		});
		assertThat(this.outside.getStatistics().refusedKeys()).isPositive();
	}

	@ParameterizedTest
	@EnumSource
	void keyThatChangesBeforeTheCommitIsStoredAsItWas(CacheMode mode) {
		start(mode);
		List<String> key = new ArrayList<>(List.of("a"));
		this.transaction.executeWithoutResult((status) -> {
			this.cache.put(key, "value of a");
			key.clear();
		});
		assertThat(this.outside.get(List.of("a"), String.class)).isEqualTo("value of a");
		assertThat(this.outside.get(List.of())).isNull();
	}

	private void start(CacheMode mode) {
		this.instance = start(mode, memcached);
		this.other = start(mode, memcached);
		this.outside = this.instance.cache("products");
		this.cache = Objects.requireNonNull(this.instance.cacheManager().getCache("products"));
	}

	private static TestInstance start(CacheMode mode, MemcachedExtension memcached) {
		TestInstance instance = TestInstance.of(memcached.servers(), (settings) -> settings.withMode(mode)
			.withLoading(LoadSettings.defaults().withLeaseTime(Duration.ofMillis(500))));
		instance.cacheManager().setTransactionAware(true);
		return instance;
	}

	private void inAnotherTransaction(Runnable work) {
		TransactionTemplate template = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		template.executeWithoutResult((status) -> work.run());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begins and ends transactions of nothing.
	 */
	@SuppressWarnings("serial")
	private static final class ScriptedTransactionManager extends AbstractPlatformTransactionManager {

		private static final Object KEY = new Object();

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return TransactionSynchronizationManager.hasResource(KEY);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			TransactionSynchronizationManager.bindResource(KEY, List.of());
		}

		@Override
		protected Object doSuspend(Object transaction) {
			return TransactionSynchronizationManager.unbindResource(KEY);
		}

		@Override
		protected void doResume(Object transaction, Object suspended) {
			TransactionSynchronizationManager.bindResource(KEY, suspended);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

		@Override
		protected void doCleanupAfterCompletion(Object transaction) {
			TransactionSynchronizationManager.unbindResource(KEY);
		}

	}

	private record HostileKey(String name) {

		@Override
		public int hashCode() {
			throw new UnsupportedOperationException("hashCode");
		}

	}

}
