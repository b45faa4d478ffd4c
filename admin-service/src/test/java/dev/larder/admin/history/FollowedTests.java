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

package dev.larder.admin.history;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that targets are followed as long as they are there.
 */
class FollowedTests {

	private static final Subject FIRST = Subject.server("main", "cache-1-11211");

	private static final Subject SECOND = Subject.server("main", "cache-2-11211");

	private final Followed<String, String> followed = new Followed<>();

	private FollowedTarget<String> follow(Subject subject, String target) {
		return this.followed.follow(subject, target,
				() -> new FollowedTarget<>(subject, target, (last) -> "sample", (earlier, later) -> List.of()));
	}

	@Test
	void targetThatStaysIsTheSame() {
		this.followed.begin();
		FollowedTarget<String> target = follow(FIRST, "a");
		this.followed.begin();
		assertThat(follow(FIRST, "a")).isSameAs(target);
	}

	@Test
	void targetThatWentIsForgotten() {
		this.followed.begin();
		FollowedTarget<String> target = follow(FIRST, "a");
		this.followed.begin();
		FollowedTarget<String> other = follow(SECOND, "b");
		assertThat(this.followed.targets()).containsExactly(other);
		this.followed.begin();
		assertThat(follow(FIRST, "a")).isNotSameAs(target);
	}

	@Test
	void targetThatChangedIsAnother() {
		this.followed.begin();
		FollowedTarget<String> target = follow(FIRST, "a");
		this.followed.begin();
		assertThat(follow(FIRST, "b")).isNotSameAs(target);
	}

}
