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

import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes every audit event to the log, with the marker {@code AUDIT}.
 */
@Component
class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger(AuditLog.class);

	private static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");

	private static final int MAX_LENGTH = 200;

	@EventListener
	void log(AuditApplicationEvent event) {
		AuditEvent audit = event.getAuditEvent();
		StringBuilder data = new StringBuilder();
		for (Map.Entry<String, Object> entry : new TreeMap<>(audit.getData()).entrySet()) {
			data.append(' ').append(entry.getKey()).append('=').append(singleLine(String.valueOf(entry.getValue())));
		}
		logger.info(AUDIT, "AUDIT {} by {}{}", audit.getType(), singleLine(audit.getPrincipal()), data);
	}

	/**
	 * What a user typed must not look like a line of the log.
	 */
	private static String singleLine(String text) {
		String line = text.replaceAll("\\p{Cntrl}", "?");
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "...";
	}

}
