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
package dev.larder.serializer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.larder.serializer.jackson.JsonSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FidelityCheck}.
 */
class FidelityCheckTests {

	private final TypeAllowList allowList = new PackageAllowList(List.of("dev.larder.serializer"), List.of());

	private final JsonSerializer json = new JsonSerializer(this.allowList, getClass().getClassLoader());

	private final FidelityCheck check = new FidelityCheck(this.json);

	static List<Object> surviving() {
		return List.of("text", 1, List.of(1, 2), new ArrayList<>(List.of(1, 2)).subList(0, 1), Map.of(1L, "a"),
				new int[] { 1, 2 }, new String[][] { { "a" } }, Shop.Bean.sample(), new WithoutEquals("a"),
				List.of(new Shop.Dog("a")));
	}

	@ParameterizedTest
	@MethodSource("surviving")
	void acceptsWhatSurvives(Object value) {
		assertThat(this.check.check(value)).isEqualTo(Fidelity.SURVIVES);
	}

	@Test
	void noticesAValueThatLosesAField() {
		Fidelity fidelity = this.check.check(new LosesAField("a"));
		assertThat(fidelity.survives()).isFalse();
		assertThat(fidelity.description()).contains(LosesAField.class.getName()).contains("'serializer'");
	}

	@Test
	void noticesATypeOfTheJdkThatHasNoFields() {
		assertThat(this.check.check(new Properties()).survives()).isFalse();
	}

	@Test
	void noticesATypeThatCannotBeWritten() {
		assertThat(this.check.check(new Thread()).description()).contains("java.lang.Thread");
	}

	@Test
	void noticesATypeThatIsReadAsAnother() {
		assertThat(new FidelityCheck(new WritesAsText()).check(5).description()).contains("is a java.lang.String");
	}

	@Test
	void survivesAValueWhoseOwnMethodsFail() {
		assertThat(this.check.check(new Hostile()).survives()).isFalse();
	}

	@Test
	void refusesATypeFromThenOn() {
		this.check.check(new LosesAField("a"));
		assertThat(this.check.check(new LosesAField("")).survives()).isFalse();
	}

	@Test
	void looksAtTheFirstThreeValuesOfAType() {
		AtomicInteger reads = new AtomicInteger();
		FidelityCheck check = new FidelityCheck(new ValueSerializer() {

			@Override
			public int format() {
				return 16;
			}

			@Override
			public byte[] serialize(Object value) {
				return new byte[0];
			}

			@Override
			public Object deserialize(byte[] data) {
				reads.incrementAndGet();
				return "x";
			}

		});
		for (int i = 0; i < 10; i++) {
			check.check("x");
		}
		assertThat(reads).hasValue(3);
	}

	static final class WithoutEquals {

		private final String name;

		WithoutEquals(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	static final class LosesAField {

		private final transient String name;

		LosesAField() {
			this("");
		}

		LosesAField(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof LosesAField that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	static final class Hostile {

		@Override
		public boolean equals(Object other) {
			throw new StackOverflowError();
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class WritesAsText implements ValueSerializer {

		@Override
		public int format() {
			return 16;
		}

		@Override
		public byte[] serialize(Object value) {
			return value.toString().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object deserialize(byte[] data) {
			return new String(data, StandardCharsets.UTF_8);
		}

	}

}
