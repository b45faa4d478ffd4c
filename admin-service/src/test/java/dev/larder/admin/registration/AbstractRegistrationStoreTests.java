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

package dev.larder.admin.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.application.InstanceAccess;
import dev.larder.test.SettableClock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mockito.Mockito;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RegistrationStore} and {@link RegisteredApplications}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractRegistrationStoreTests {

	private static final Duration LIFETIME = Duration.ofSeconds(90);

	private final SettableClock clock = new SettableClock();

	private final CredentialRules rules = Mockito.mock(CredentialRules.class);

	private JdbcClient jdbc;

	private RegistrationStore store;

	abstract DataSource dataSource();

	@BeforeAll
	void createTables() {
		DataSource dataSource = dataSource();
		Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
		this.jdbc = JdbcClient.create(dataSource);
		this.store = new RegistrationStore(this.jdbc);
	}

	@BeforeEach
	void empty() {
		this.jdbc.sql("delete from registration").update();
		Mockito.when(this.rules.access(Mockito.anyString())).thenReturn(InstanceAccess.OPEN);
	}

	private RegisteredApplications applications(RegistrationStore store) {
		return new RegisteredApplications(store, 100, this.rules, this.clock);
	}

	private Registration registration(String application, String host) {
		Instant now = this.clock.instant();
		String url = "http://" + host + ":8080/actuator";
		return new Registration(application + host, application, url, "registrar", now, now, now.plus(LIFETIME));
	}

	private static List<String> instances(RegisteredApplications applications) {
		applications.refresh();
		return applications.applications()
			.stream()
			.map(ClientApplication::instances)
			.flatMap(List::stream)
			.map(ApplicationInstance::id)
			.toList();
	}

	@Test
	void instanceIsForgottenUnlessItIsRenewed() {
		RegisteredApplications applications = applications(this.store);
		this.store.add(registration("atlas", "a"));
		this.store.add(registration("atlas", "b"));
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(this.store.renew(registration("atlas", "b"))).isTrue();
		assertThat(instances(applications)).containsExactly("a-8080", "b-8080");
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(instances(applications)).containsExactly("b-8080");
		assertThat(this.store.find("atlasa", this.clock.instant())).isEmpty();
		assertThat(this.store.count(this.clock.instant())).isOne();
		this.clock.advance(LIFETIME);
		assertThat(instances(applications)).isEmpty();
		assertThat(applications.applications()).isEmpty();
	}

	@Test
	void forgottenInstanceComesAnew() {
		this.store.add(registration("atlas", "a"));
		this.clock.advance(LIFETIME);
		Registration again = registration("atlas", "a");
		assertThat(this.store.renew(again)).isFalse();
		this.store.add(again);
		assertThat(this.store.find(again.id(), this.clock.instant())).contains(again);
	}

	@Test
	void renewalLeavesWhenItCame() {
		Registration first = registration("atlas", "a");
		this.store.add(first);
		this.clock.advance(Duration.ofSeconds(10));
		this.store.renew(registration("atlas", "a"));
		assertThat(this.store.find(first.id(), this.clock.instant())).hasValueSatisfying((found) -> {
			assertThat(found.registeredAt()).isEqualTo(first.registeredAt());
			assertThat(found.expiresAt()).isEqualTo(first.expiresAt().plusSeconds(10));
		});
	}

	@Test
	void instanceThatCameToOneServiceIsKnownToTheOther() {
		RegisteredApplications other = applications(new RegistrationStore(this.jdbc));
		this.store.add(registration("atlas", "a"));
		assertThat(instances(other)).containsExactly("a-8080");
		this.store.remove("atlasa");
		assertThat(instances(other)).isEmpty();
	}

	@Test
	void onlyWhatHasExpiredIsPruned() {
		this.store.add(registration("atlas", "a"));
		this.clock.advance(Duration.ofSeconds(60));
		this.store.add(registration("atlas", "b"));
		this.clock.advance(Duration.ofSeconds(30));
		applications(this.store).prune();
		assertThat(this.jdbc.sql("select id from registration").query(String.class).list()).containsExactly("atlasb");
	}

	@Test
	void instancesAreCountedByApplication() {
		this.store.add(registration("atlas", "a"));
		this.store.add(registration("atlas", "b"));
		this.store.add(registration("shop", "c"));
		assertThat(this.store.count("atlas", this.clock.instant())).isEqualTo(2);
		assertThat(this.store.findAll(this.clock.instant(), 2)).extracting(Registration::id)
			.containsExactly("atlasa", "atlasb");
	}

	@Test
	void sameInstanceIsNotThereTwice() {
		Registration registration = registration("atlas", "a");
		this.store.add(registration);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.jdbc
			.sql("insert into registration select id, application, management_url, registered_by, registered_at,"
					+ " renewed_at, expires_at from registration")
			.update());
	}

	@Test
	void whileTheDatabaseIsAwayItsLastWordCounts() {
		RegistrationStore failing = Mockito.spy(this.store);
		RegisteredApplications applications = applications(failing);
		this.store.add(registration("atlas", "a"));
		assertThat(instances(applications)).hasSize(1);
		Instant before = this.clock.instant();
		this.clock.advance(LIFETIME);
		Mockito.doThrow(new DataAccessResourceFailureException("away"))
			.when(failing)
			.findAll(Mockito.any(), Mockito.anyInt());
		assertThat(instances(applications)).hasSize(1);
		assertThat(applications.status().refreshedAt()).isEqualTo(before);
		assertThat(applications.status().failingSince()).isEqualTo(this.clock.instant());
		Mockito.doCallRealMethod().when(failing).findAll(Mockito.any(), Mockito.anyInt());
		assertThat(instances(applications)).isEmpty();
		assertThat(applications.status().failingSince()).isNull();
	}

}
