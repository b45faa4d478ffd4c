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
package dev.larder.internal.entry;

import java.time.Duration;
import java.util.List;

import dev.larder.internal.entry.Refusals.Reason;
import dev.larder.entry.Refusal;
import dev.larder.internal.entry.Refusals.Subject;
import dev.larder.test.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Refusals}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalsTests {

	private final SettableClock clock = new SettableClock();

	private final Refusals refusals = new Refusals("orders", this.clock);

	@Test
	void logsEachKindOnce(CapturedOutput output) {
		refuse(Reason.ALTERED, "com.acme.Order", "Order.lines[0].owner");
		refuse(Reason.ALTERED, "com.acme.Order", "Order.lines[0].owner");
		refuse(Reason.ALTERED, "com.acme.Order", "Order.customer");
		assertThat(output).containsOnlyOnce("Order.lines[0].owner").containsOnlyOnce("Order.customer");
	}

	@Test
	void endsEverySentenceWithOneFullStop(CapturedOutput output) {
		this.refusals.refuse(Reason.ALTERED, "com.acme.Order", "", () -> "it is altered.", "change it");
		assertThat(output).contains("Cache 'orders': it is altered. change it.").doesNotContain("..");
	}

	@Test
	void makesNoMessageThatIsNotNeeded() {
		refuse(Reason.ALTERED, "com.acme.Order", "");
		this.refusals.refuse(Reason.ALTERED, "com.acme.Order", "", () -> {
			throw new IllegalStateException("not needed");
		}, "change it");
		assertThat(this.refusals.get(Reason.ALTERED)).isEqualTo(2);
	}

	@Test
	void countsBySubjectAndReason() {
		refuse(Reason.ALTERED, "com.acme.Order", "");
		refuse(Reason.TOO_LARGE, "com.acme.Order", "");
		refuse(Reason.IDENTITY, "com.acme.Key", "");
		assertThat(this.refusals.get(Subject.VALUE)).isEqualTo(2);
		assertThat(this.refusals.get(Subject.KEY)).isEqualTo(1);
		assertThat(this.refusals.get(Reason.TOO_LARGE)).isEqualTo(1);
		assertThat(this.refusals.get(Reason.ONE_SHOT)).isZero();
	}

	@Test
	void listsTheLatestFirst() {
		refuse(Reason.ALTERED, "com.acme.Order", "Order.owner");
		this.clock.advance(Duration.ofSeconds(1));
		refuse(Reason.IDENTITY, "com.acme.Key", "");
		this.clock.advance(Duration.ofSeconds(1));
		refuse(Reason.ALTERED, "com.acme.Order", "Order.owner");
		assertThat(this.refusals.latest()).containsExactly(
				new Refusal("value", "altered", "com.acme.Order", "Order.owner", null, "It is altered at Order.owner.",
						"Change it.", 2, this.clock.instant()),
				new Refusal("key", "identity", "com.acme.Key", null, null, "It is altered.", "Change it.", 1,
						this.clock.instant().minusSeconds(1)));
	}

	@Test
	void forgetsWhatHasNotHappenedForAnHour(CapturedOutput output) {
		refuse(Reason.ALTERED, "com.acme.Order", "Order.owner");
		this.clock.advance(Duration.ofMinutes(61));
		assertThat(this.refusals.latest()).isEmpty();
		assertThat(this.refusals.get(Reason.ALTERED)).isEqualTo(1);
		refuse(Reason.ALTERED, "com.acme.Order", "Order.owner");
		assertThat(output.getAll().split("is altered", -1)).hasSize(3);
	}

	@Test
	void keepsABoundedNumberAndCountsTheRest() {
		for (int i = 0; i < 5000; i++) {
			refuse(Reason.ALTERED, "com.acme.Type" + i, "");
		}
		assertThat(this.refusals.latest()).hasSizeBetween(100, 1000);
		assertThat(this.refusals.get(Reason.ALTERED)).isEqualTo(5000);
		this.clock.advance(Duration.ofMinutes(61));
		refuse(Reason.ALTERED, "com.acme.Other", "");
		assertThat(this.refusals.latest()).extracting(Refusal::type).containsExactly("com.acme.Other");
	}

	@Test
	void namesTheCachedMethodWhereItIsKnown(CapturedOutput output) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Config.class)) {
			context.getBean(Catalog.class).find("key");
			assertThat(context.getBean(Refusals.class).latest()).extracting(Refusal::method)
				.containsExactly("Catalog.find");
			assertThat(output).contains("Cache 'catalog', method Catalog.find: ");
		}
	}

	private void refuse(Reason reason, String type, String path) {
		this.refusals.refuse(reason, type, path, () -> "It is altered" + (path.isEmpty() ? "" : " at " + path),
				"Change it");
	}

	static class Catalog {

		@Cacheable("catalog")
		public String find(String key) {
			return key;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Config {

		@Bean
		Refusals refusals() {
			return new Refusals("catalog");
		}

		@Bean
		SimpleCacheManager cacheManager(Refusals refusals) {
			Cache cache = new ConcurrentMapCache("catalog") {

				@Override
				public void put(Object key, Object value) {
					refusals.refuse(Reason.ALTERED, "java.lang.String", "", () -> "it is altered", "change it");
				}

			};
			SimpleCacheManager manager = new SimpleCacheManager();
			manager.setCaches(List.of(cache));
			return manager;
		}

		@Bean
		Catalog catalog() {
			return new Catalog();
		}

	}

}
