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

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.access.TokenAuthentication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records what users do. Keys belong here only as digests, values not at all. What users
 * typed is cut to a size that does no harm.
 */
@Component
public class AuditTrail {

	private static final Logger logger = LoggerFactory.getLogger(AuditTrail.class);

	private static final String SYSTEM = "larder-admin";

	private static final int MAX_NAME_LENGTH = 100;

	private static final int MAX_TEXT_LENGTH = 500;

	private static final int MAX_ELEMENTS = 100;

	private final ApplicationEventPublisher publisher;

	AuditTrail(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Records an event that must not happen unrecorded.
	 * @param user who did it
	 * @param type what was done
	 * @param data to what, why, and how it went
	 * @throws DataAccessException if it could not be recorded
	 */
	public void record(Authentication user, String type, Map<String, Object> data) {
		Map<String, Object> all = new LinkedHashMap<>(data);
		if (user.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null) {
			all.put("remoteAddress", details.getRemoteAddress());
		}
		if (user instanceof TokenAuthentication token) {
			all.put("token", token.tokenId());
		}
		publish(user.getName(), type, all);
	}

	/**
	 * Records an event that has happened whether it can be recorded or not. It is in the
	 * log in any case.
	 * @param user who did it
	 * @param type what was done
	 * @param data to what, why, and how it went
	 */
	public void recordIfPossible(Authentication user, String type, Map<String, Object> data) {
		try {
			record(user, type, data);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The database does not answer, so that an audit event is in the log only: {}", ex.toString());
		}
	}

	/**
	 * Records what the service did by itself.
	 * @param type what was done
	 * @param data to what, why, and how it went
	 */
	public void recordSystem(String type, Map<String, Object> data) {
		publish(SYSTEM, type, data);
	}

	private void publish(String principal, String type, Map<String, Object> data) {
		Map<String, Object> bounded = new LinkedHashMap<>();
		data.forEach((name, value) -> bounded.put(name, bounded(value)));
		String name = cut(principal.isBlank() ? "?" : principal, MAX_NAME_LENGTH);
		this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(Instant.now(), name, type, bounded)));
	}

	private static Object bounded(Object value) {
		if (value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Collection<?> elements) {
			return elements.stream().limit(MAX_ELEMENTS).map(AuditTrail::bounded).toList();
		}
		return cut(String.valueOf(value), MAX_TEXT_LENGTH);
	}

	private static String cut(String text, int length) {
		String clean = text.replace("\u0000", "?");
		return (clean.length() <= length) ? clean : clean.substring(0, length) + "...";
	}

}
