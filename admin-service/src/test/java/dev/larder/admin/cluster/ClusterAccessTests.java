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
package dev.larder.admin.cluster;

import java.util.List;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import dev.larder.admin.memcached.ServerAccess;
import dev.larder.connection.TlsSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClusterAccess}.
 */
class ClusterAccessTests {

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("cache",
			SslBundle.of(SslStoreBundle.NONE));

	private final ClusterAccess access = new ClusterAccess(this.bundles);

	private ServerAccess access(@Nullable String username, @Nullable String password, @Nullable Boolean enabled,
			@Nullable String bundle) {
		return this.access.of(new AdminProperties.Cluster("main", List.of("cache-1"), null, null, username, password,
				new AdminProperties.Ssl(enabled, bundle)), "larder.admin.clusters[0]");
	}

	@Test
	void serversWantNothingByDefault() {
		assertThat(access(null, null, null, null)).isEqualTo(ServerAccess.FREE);
		assertThat(access("", "", null, "")).isEqualTo(ServerAccess.FREE);
		assertThat(access(null, null, false, "cache")).isEqualTo(ServerAccess.FREE);
	}

	@Test
	void bundleIsUsedAsItIsAtTheTime() {
		TlsSettings tls = access(null, null, null, "cache").tls();
		assertThat(tls).isNotNull();
		Object before = tls.context().get();
		assertThat(tls.context().get()).isSameAs(before);
		this.bundles.updateBundle("cache", SslBundle.of(SslStoreBundle.NONE));
		assertThat(tls.context().get()).isNotSameAs(before);
	}

	@Test
	void withoutBundleTheVirtualMachineDecides() {
		assertThat(access(null, null, true, null).tls()).isNotNull();
	}

	@Test
	void credentialsAreShown() {
		assertThat(access("monitor", "s3cret", null, null).credentials()).hasToString("Credentials[username=monitor]");
	}

	@Test
	void passwordIsNotPartOfTheText() {
		assertThat(new AdminProperties.Cluster("main", List.of(), null, null, "monitor", "s3cret",
				new AdminProperties.Ssl(null, null)))
			.asString()
			.doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "monitor,-,-,go together", "-,s3cret,-,go together", "mon:itor,s3cret,-,no names with spaces",
					"monitor,s3cret one,-,no passwords with spaces",
					"-,-,none,there is no SSL bundle 'none'; there are: [cache]." })
	void wrongSettingIsExplainedWithoutThePassword(@Nullable String username, @Nullable String password,
			@Nullable String bundle, String message) {
		assertThatExceptionOfType(InvalidAdminSettingException.class)
			.isThrownBy(() -> access(username, password, null, bundle))
			.withMessageContaining("larder.admin.clusters[0]")
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.action()).doesNotContain("s3cret"));
	}

}
