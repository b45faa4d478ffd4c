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

package dev.larder.admin.audit;

import java.util.List;
import java.util.function.Consumer;

import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.store.Cursors;
import dev.larder.admin.store.PageSize;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * The audit events, for those who may see all of them: a trail with gaps is of no use,
 * and one without tells of everything. Safe for use by several threads.
 */
@Component
public class AuditEvents {

	private static final String CURSOR = "audit-events";

	private static final int MAX_PAGE_SIZE = 500;

	private final AuditEventStore store;

	private final Cursors cursors;

	private final CurrentScope scope;

	AuditEvents(AuditEventStore store, Cursors cursors, CurrentScope scope) {
		this.store = store;
		this.cursors = cursors;
		this.scope = scope;
	}

	/**
	 * Returns some events.
	 * @param query which
	 * @param cursor where the former ones ended, or {@code null} to begin with the newest
	 * @param limit how many at most
	 * @return the events, newest first
	 * @throws AccessDeniedException if the user has rights to some things alone
	 */
	public AuditEventPage find(AuditQuery query, @Nullable String cursor, int limit) {
		requireUnlimitedScope();
		int size = PageSize.of(limit, MAX_PAGE_SIZE);
		Long position = (cursor != null) ? Long.valueOf(this.cursors.read(CURSOR, cursor)) : null;
		List<AuditEventView> events = this.store.find(query, position, size + 1);
		if (events.size() <= size) {
			return new AuditEventPage(events, null);
		}
		List<AuditEventView> page = events.subList(0, size);
		return new AuditEventPage(page, this.cursors.write(CURSOR, String.valueOf(page.get(size - 1).id())));
	}

	/**
	 * Passes on all events, newest first, without holding them all.
	 * @param query which
	 * @param consumer gets each event
	 */
	void forEach(AuditQuery query, Consumer<AuditEventView> consumer) {
		this.store.forEach(query, consumer);
	}

	void requireUnlimitedScope() {
		if (!this.scope.get().isUnlimited()) {
			throw new AccessDeniedException("This needs rights to all clusters and applications");
		}
	}

}
