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
package dev.larder.zoo;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The zoo, cached by {@link Mode#CAFFEINE}.
 */
class CaffeineZooTests extends AbstractZooTests {

	/**
	 * What Spring caches although one caller alone can read it.
	 */
	private static final Set<String> READ_ONCE = Set.of("row set", "Stream", "Iterator", "InputStream");

	CaffeineZooTests() {
		super(Mode.CAFFEINE);
	}

	@Override
	Stream<Exhibit<?, ?>> exhibits() {
		return super.exhibits().filter((exhibit) -> !READ_ONCE.contains(exhibit.name()));
	}

}
