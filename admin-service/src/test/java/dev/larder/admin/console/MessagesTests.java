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

package dev.larder.admin.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.access.AdminRole;
import dev.larder.admin.application.Origin;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.entries.Verdict;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.memcached.Capability;
import dev.larder.admin.operation.OperationState;
import dev.larder.admin.operation.OperationType;
import dev.larder.admin.overview.WarningCode;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every text is there in every language.
 */
class MessagesTests {

	private static final Pattern MESSAGE = Pattern.compile("#\\{([a-zA-Z0-9.]+)");

	private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");

	private static final Pattern NAMED = Pattern.compile("\\{(\\w+)[|}]");

	private static final Pattern CODE = Pattern
		.compile("(?:say|sayOf|Sentence\\.of)\\(\"([a-z.-]+)\"|\"([a-z]+(?:-[a-z]+)+)\"");

	private final Properties english = load("/messages.properties");

	private final Properties german = load("/messages_de.properties");

	private static Properties load(String path) {
		Properties properties = new Properties();
		try (Reader reader = new InputStreamReader(
				Objects.requireNonNull(MessagesTests.class.getResourceAsStream(path)), StandardCharsets.UTF_8)) {
			properties.load(reader);
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void languagesHaveTheSameTexts() {
		assertThat(this.german.stringPropertyNames()).isEqualTo(this.english.stringPropertyNames());
	}

	@Test
	void textsHaveTheSameArguments() {
		for (String name : this.english.stringPropertyNames()) {
			assertThat(arguments(this.german.getProperty(name))).as(name)
				.isEqualTo(arguments(this.english.getProperty(name)));
		}
	}

	private static Set<String> arguments(String text) {
		Set<String> arguments = new TreeSet<>();
		Matcher matcher = ARGUMENT.matcher(text);
		while (matcher.find()) {
			arguments.add(matcher.group());
		}
		return arguments;
	}

	@Test
	void everyTextOfAPageExists() throws IOException {
		Set<String> used = new TreeSet<>();
		for (Resource template : new PathMatchingResourcePatternResolver().getResources("classpath:templates/*.html")) {
			Matcher matcher = MESSAGE.matcher(template.getContentAsString(StandardCharsets.UTF_8));
			while (matcher.find()) {
				used.add(matcher.group(1));
			}
		}
		assertThat(used).hasSizeGreaterThan(100).isSubsetOf(this.english.stringPropertyNames());
	}

	@Test
	void everyTextOfAnEnumExists() {
		for (Enum<?> value : OperationType.values()) {
			assertThat(this.english.stringPropertyNames()).contains("operation." + value, "operation.do." + value,
					"plan.effect." + value);
		}
		for (Enum<?> value : OperationState.values()) {
			assertThat(this.english.stringPropertyNames()).contains("state." + value);
		}
		for (Enum<?> value : AnswerState.values()) {
			assertThat(this.english.stringPropertyNames()).contains("state." + value);
		}
		for (Enum<?> value : Capability.values()) {
			assertThat(this.english.stringPropertyNames()).contains("capability." + value);
		}
		for (Enum<?> value : Verdict.State.values()) {
			assertThat(this.english.stringPropertyNames()).contains("verdict." + value);
		}
		for (Enum<?> value : AdminRole.values()) {
			assertThat(this.english.stringPropertyNames()).contains("role." + value);
		}
		for (Column column : Column.values()) {
			assertThat(this.english.stringPropertyNames()).contains(column.title(), column.about());
		}
		for (String type : AuditTypes.all()) {
			assertThat(this.english.stringPropertyNames()).contains("audit." + type);
		}
		for (Enum<?> value : Origin.values()) {
			assertThat(this.english.stringPropertyNames()).contains("origin." + value);
		}
	}

	@Test
	void everySentenceOfTheServiceExistsAndIsUsed() throws IOException {
		Set<String> said = new TreeSet<>();
		for (String source : List.of("overview/ServerRules", "overview/ClusterRules", "overview/ApplicationRules",
				"entries/Verdict", "operation/TargetOutcome", "operation/FlushPlanner", "operation/KeyEvictPlanner",
				"operation/PrefixEvictPlanner", "operation/CacheClearPlanner", "operation/ApplicationClearPlanner")) {
			Matcher matcher = CODE
				.matcher(Files.readString(Path.of("src/main/java/dev/larder/admin", source + ".java")));
			while (matcher.find()) {
				said.add("sentence." + ((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2)));
			}
		}
		for (WarningCode code : WarningCode.values()) {
			said.add("sentence." + code.code() + ".next");
		}
		assertThat(this.english.stringPropertyNames()).containsAll(said);
		Set<String> ofWarnings = new TreeSet<>();
		for (WarningCode code : WarningCode.values()) {
			ofWarnings.add("sentence." + code.code());
		}
		assertThat(this.english.stringPropertyNames().stream().filter((name) -> name.startsWith("sentence.")))
			.allMatch((name) -> said.contains(name) || ofWarnings.contains(name));
	}

	@Test
	void sentencesHaveTheSameArguments() {
		for (String name : this.english.stringPropertyNames()) {
			if (name.startsWith("sentence.")) {
				assertThat(named(this.german.getProperty(name))).as(name)
					.isEqualTo(named(this.english.getProperty(name)));
			}
		}
	}

	private static Set<String> named(String text) {
		Set<String> arguments = new TreeSet<>();
		Matcher matcher = NAMED.matcher(text);
		while (matcher.find()) {
			arguments.add(matcher.group(1));
		}
		return arguments;
	}

}
