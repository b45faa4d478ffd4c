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
package dev.larder.internal.snapshot;

import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.log.ThrottledLog;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs what snapshots cannot hold, once for each type. Thread-safe.
 */
final class LeftOut {

	private final ThrottledLog log = ThrottledLog.once(LogFactory.getLog(LocalSnapshots.class));

	void key(String cache, Object key) {
		String type = key.getClass().getName();
		warn(cache, "key " + type, "keys of type " + type + " are left out of snapshots: they do not survive the "
				+ "serializer of the cache, nor the JDK's");
	}

	void value(String cache, String type, String reason) {
		warn(cache, "value " + type, "values of type " + type + " are left out of snapshots: " + reason);
	}

	void unreadableKey(String cache, String type, @Nullable String reason) {
		warn(cache, "unreadable key " + type, "entries are not restored: " + reason);
	}

	// One type that is not allowed is named in each detail, but other details differ from
	// entry to entry
	void unreadable(String cache, Unreadable unreadable) {
		boolean named = unreadable.reason() == Unreadable.Reason.NOT_ALLOWED;
		warn(cache, unreadable.reason() + (named ? " " + unreadable.detail() : ""), "entries are not restored: "
				+ unreadable.reason() + ((unreadable.detail() != null) ? ", " + unreadable.detail() : ""));
	}

	private void warn(String cache, String cause, String message) {
		this.log.warn(cache + ":" + cause, () -> "Cache '" + cache + "': " + message);
	}

}
