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
package dev.larder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.cache.LarderCache;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the public types to those that docs/api.md lists.
 */
class PublicTypesTests {

	@Test
	void publicTypesAreThoseThatAreDocumented() throws IOException {
		List<String> types = Stream.of(LarderCache.class, LarderAutoConfiguration.class)
			.flatMap((type) -> new ClassFileImporter()
				.importUrl(type.getProtectionDomain().getCodeSource().getLocation())
				.stream())
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)
			.filter((name) -> !name.startsWith("dev.larder.internal."))
			.map((name) -> name.substring("dev.larder.".length()))
			.toList();
		List<String> documented = Files.readAllLines(Path.of("..", "docs", "api.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.substring("| `".length(), line.indexOf('`', "| `".length())))
			.toList();
		assertThat(documented).containsExactlyInAnyOrderElementsOf(types);
	}

}
