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

package dev.larder.admin.access;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessScope}.
 */
class AccessScopeTests {

	@ParameterizedTest
	@CsvSource({ "orders,orders,true", "orders,orders-2,false", "orders-*,orders-,true", "orders-*,orders-eu,true",
			"orders-*,my-orders-eu,false", "*-eu,orders-eu,true", "*,anything,true", "a.b,axb,false",
			"a*b*c,a-b-b-c,true", "a*b*c,a-c,false", "a**c,abc,true", "orders,ORDERS,false" })
	void patternOfAName(String pattern, String name, boolean included) {
		AccessScope scope = AccessScope.of(List.of("other", pattern), List.of());
		assertThat(scope.includesCluster(name)).isEqualTo(included);
		assertThat(scope.includesApplication(name)).isFalse();
	}

	@Test
	void narrowedScopeIncludesWhatIsInBoth() {
		AccessScope scope = AccessScope.of(List.of("orders-*"), List.of("*"))
			.and(AccessScope.of(List.of("*-eu"), List.of("shop")));
		assertThat(scope.includesCluster("orders-eu")).isTrue();
		assertThat(scope.includesCluster("orders-us")).isFalse();
		assertThat(scope.includesCluster("users-eu")).isFalse();
		assertThat(scope.includesApplication("shop")).isTrue();
		assertThat(scope.includesApplication("atlas")).isFalse();
	}

	@Test
	void scopeIsUnlimitedOnlyIfNothingLimitsIt() {
		assertThat(AccessScope.ALL.isUnlimited()).isTrue();
		assertThat(AccessScope.ALL.and(AccessScope.ALL).isUnlimited()).isTrue();
		assertThat(AccessScope.ALL.and(AccessScope.of(List.of("a"), List.of("*"))).isUnlimited()).isFalse();
		assertThat(AccessScope.of(List.of("*"), List.of()).isUnlimited()).isFalse();
	}

	@Test
	void rightsOfBothAreTheLower() {
		UserRights admin = new UserRights(AdminRole.ADMIN, false, AccessScope.ALL);
		UserRights reader = new UserRights(AdminRole.OPERATOR, true, AccessScope.NONE);
		UserRights both = admin.and(reader).orElseThrow();
		assertThat(both.role()).isEqualTo(AdminRole.OPERATOR);
		assertThat(both.values()).isFalse();
		assertThat(both.scope().includesCluster("a")).isFalse();
		assertThat(both.authorities()).containsExactly("ROLE_OPERATOR");
	}

	@Test
	void rolesOfWhichNeitherIncludesTheOtherHaveNothingInCommon() {
		UserRights registrar = new UserRights(AdminRole.REGISTRAR, false, AccessScope.ALL);
		for (AdminRole role : List.of(AdminRole.VIEWER, AdminRole.OPERATOR)) {
			UserRights other = new UserRights(role, false, AccessScope.ALL);
			assertThat(registrar.and(other)).isEmpty();
			assertThat(other.and(registrar)).isEmpty();
		}
		UserRights admin = new UserRights(AdminRole.ADMIN, false, AccessScope.ALL);
		assertThat(admin.and(registrar)).map(UserRights::role).contains(AdminRole.REGISTRAR);
		assertThat(registrar.and(admin)).map(UserRights::role).contains(AdminRole.REGISTRAR);
	}

}
