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

package dev.larder.admin.application;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.larder.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceIdentities}.
 */
class InstanceIdentitiesTests {

	private static final ApplicationInstance FIRST = instance("first");

	private static final ApplicationInstance SECOND = instance("second");

	private static final ApplicationInstance THIRD = instance("third");

	private final ClientApplication atlas = new ClientApplication("atlas", List.of(FIRST, SECOND, THIRD), null,
			InstanceAccess.OPEN);

	private final SettableClock clock = new SettableClock();

	private final InstanceIdentities identities = new InstanceIdentities(this.clock);

	private static ApplicationInstance instance(String id) {
		return new ApplicationInstance(id, URI.create("http://" + id), Origin.CONFIGURED);
	}

	private List<ApplicationInstance> left() {
		return this.identities.withoutDuplicates(this.atlas).instances();
	}

	@Test
	void processUnderSeveralNamesIsOne() {
		this.identities.note("atlas", THIRD, "process");
		this.identities.note("atlas", FIRST, "process");
		this.identities.note("atlas", SECOND, "another");
		assertThat(left()).containsExactly(FIRST, SECOND);
		assertThat(this.identities.duplicates(this.atlas)).isEqualTo(Map.of(FIRST, List.of(THIRD)));
	}

	@Test
	void instancesThatDoNotTellAreDifferent() {
		this.identities.note("atlas", FIRST, null);
		this.identities.note("atlas", SECOND, null);
		assertThat(left()).containsExactly(FIRST, SECOND, THIRD);
	}

	@Test
	void nameMayLeadElsewhereLater() {
		this.identities.note("atlas", FIRST, "process");
		this.identities.note("atlas", SECOND, "process");
		this.identities.note("atlas", SECOND, "another");
		assertThat(left()).containsExactly(FIRST, SECOND, THIRD);
	}

	@Test
	void whatWasSaidLongAgoIsForgotten() {
		this.identities.note("atlas", FIRST, "process");
		this.identities.note("atlas", SECOND, "process");
		this.clock.advance(Duration.ofMinutes(3));
		assertThat(left()).containsExactly(FIRST, SECOND, THIRD);
	}

	@Test
	void applicationsShareNothing() {
		this.identities.note("atlas", FIRST, "process");
		this.identities.note("other", SECOND, "process");
		assertThat(left()).containsExactly(FIRST, SECOND, THIRD);
	}

}
