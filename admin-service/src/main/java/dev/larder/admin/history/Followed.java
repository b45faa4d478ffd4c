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

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The targets of one kind that are followed at present. Servers and instances come and
 * go: one that has gone is forgotten, with all that is known of it. Used by one thread at
 * a time.
 *
 * @param <T> the type of the targets
 * @param <S> the type of their samples
 */
final class Followed<T, S> {

	private Map<Key<T>, FollowedTarget<S>> before = Map.of();

	private Map<Key<T>, FollowedTarget<S>> present = new HashMap<>();

	/**
	 * Begins to name all targets that are there. Those that are not named are forgotten.
	 */
	void begin() {
		this.before = this.present;
		this.present = new HashMap<>();
	}

	/**
	 * Names a target that is there.
	 * @param subject the target
	 * @param target what it is at present; what has changed is a target of its own
	 * @param beginning begins to follow it
	 * @return the same as the last time if it was there then
	 */
	FollowedTarget<S> follow(Subject subject, T target, Supplier<FollowedTarget<S>> beginning) {
		Key<T> key = new Key<>(subject, target);
		return this.present.computeIfAbsent(key, (added) -> {
			FollowedTarget<S> known = this.before.get(key);
			return (known != null) ? known : beginning.get();
		});
	}

	Stream<FollowedTarget<S>> targets() {
		return this.present.values().stream();
	}

	void clear() {
		this.present.clear();
	}

	private record Key<T>(Subject subject, T target) {
	}

}
