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
package dev.larder.internal.memcached;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes down what it is told.
 */
final class RecordedChanges implements ChangeListener {

	private final List<String> events = new CopyOnWriteArrayList<>();

	List<String> events() {
		return this.events;
	}

	@Override
	public void sent(String key) {
		this.events.add("sent " + key);
	}

	@Override
	public void changed(String key) {
		this.events.add("changed " + key);
	}

	@Override
	public void missed(String key) {
		this.events.add("missed " + key);
	}

	@Override
	public void changedAll() {
		this.events.add("changed all");
	}

	@Override
	public void missedAll() {
		this.events.add("missed all");
	}

}
