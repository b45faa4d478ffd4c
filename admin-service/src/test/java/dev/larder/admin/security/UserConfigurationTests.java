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
package dev.larder.admin.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UserConfigurationTests {

	private static final String BCRYPT = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final Pattern GENERATED = Pattern.compile("generated security password: ([0-9a-f]{32})\\R");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(UserConfiguration.class, Properties.class);

	private ApplicationContextRunner withPassword(String password) {
		return this.contextRunner.withPropertyValues("larder.admin.users[0].name=jo",
				"larder.admin.users[0].password=" + password);
	}

	private static boolean matches(ApplicationContext context, String user, String password) {
		UserDetails details = context.getBean(AdminUsers.class).details(user).orElseThrow();
		return context.getBean(PasswordEncoder.class).matches(password, details.getPassword());
	}

	@Test
	void userIsGeneratedWhereNoneIsConfigured(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			Matcher matcher = GENERATED.matcher(output.getOut());
			assertThat(matcher.results()).hasSize(1);
			matcher.reset().find();
			assertThat(matches(context, "admin", matcher.group(1))).isTrue();
		});
	}

	@Test
	void generatedUserMayDoEverything() {
		this.contextRunner.run((context) -> {
			UserDetails details = context.getBean(AdminUsers.class).details("admin").orElseThrow();
			assertThat(details.getAuthorities()).extracting(GrantedAuthority::getAuthority)
				.containsExactlyInAnyOrder("ROLE_ADMIN", AccessRights.VALUE_READ);
		});
	}

	@Test
	void noPasswordIsGeneratedWhereAUserIsConfigured(CapturedOutput output) {
		withPassword(BCRYPT).run((context) -> {
			assertThat(matches(context, "jo", "secret")).isTrue();
			assertThat(output).doesNotContain("generated security password");
		});
	}

	@Test
	void userIsAViewerUnlessConfiguredOtherwise() {
		withPassword(BCRYPT).run((context) -> {
			UserDetails details = context.getBean(AdminUsers.class).details("jo").orElseThrow();
			assertThat(details.getAuthorities()).extracting(GrantedAuthority::getAuthority)
				.containsExactly("ROLE_VIEWER");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "argon2", "argon2@SpringSecurity_v5_8", "scrypt", "pbkdf2@SpringSecurity_v5_8", "bcrypt" })
	void hashOfEverySupportedAlgorithmIsAccepted(String algorithm) {
		String hash = "{" + algorithm + "}" + new PasswordHashes().encode(algorithm, "secret");
		withPassword(hash).run((context) -> assertThat(matches(context, "jo", "secret")).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "hunter22", "{noop}hunter22", "{bcrypt}hunter22", "{MD5}hunter22", "{sha256}hunter22",
			"{bcrypt}" })
	void whatIsNoSlowHashStopsTheStartAndIsNotRepeated(String password, CapturedOutput output) {
		withPassword(password).run((context) -> {
			assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidAdminSettingException.class, (ex) -> {
					assertThat(ex).hasMessageContaining("larder.admin.users[0].password")
						.hasMessageNotContaining("hunter22");
					assertThat(ex.action()).contains("{bcrypt}");
				});
			assertThat(output).doesNotContain("hunter22");
		});
	}

	@Test
	void twoUsersOfANameStopTheStart() {
		withPassword(BCRYPT)
			.withPropertyValues("larder.admin.users[1].name=jo", "larder.admin.users[1].password=" + BCRYPT)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("larder.admin.users[1].name"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AdminProperties.class)
	static class Properties {

	}

}
