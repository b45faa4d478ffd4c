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

package dev.larder.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SampleApplication}.
 */
class SampleApplicationTests {

	@TempDir
	Path root;

	private Path target;

	@BeforeEach
	void createFolder() throws IOException {
		this.target = Files.createDirectories(this.root.resolve("sample-app/target"));
	}

	@Test
	void theJarIsWhereTheBuildPutsIt() throws IOException {
		Path jar = create("larder-sample-app-1.0.jar");
		create("larder-sample-app-1.0-sources.jar");
		create("larder-sample-app-1.0.jar.original");
		assertThat(SampleApplication.find(null, this.root)).isEqualTo(jar);
	}

	@Test
	void theJarIsWhereThePropertySays() throws IOException {
		create("larder-sample-app-1.0.jar");
		Path other = create("other.jar");
		assertThat(SampleApplication.find(other.toString(), this.root)).isEqualTo(other);
	}

	@Test
	void withoutAJarItIsSaidHowToGetOne() {
		assertThatIllegalStateException().isThrownBy(() -> SampleApplication.find(null, this.root))
			.withMessageContaining("mvnw")
			.withMessageContaining(SampleApplication.JAR);
	}

	@Test
	void aJarThatIsNotWhereThePropertySaysIsNotLookedForElsewhere() throws IOException {
		create("larder-sample-app-1.0.jar");
		assertThatIllegalStateException().isThrownBy(() -> SampleApplication.find("elsewhere.jar", this.root))
			.withMessageContaining("elsewhere.jar");
	}

	@Test
	void whichOfSeveralIsNotGuessed() throws IOException {
		create("larder-sample-app-1.0.jar");
		create("larder-sample-app-2.0.jar");
		assertThatIllegalStateException().isThrownBy(() -> SampleApplication.find(null, this.root))
			.withMessageContaining("several");
	}

	private Path create(String name) throws IOException {
		return Files.createFile(this.target.resolve(name));
	}

}
