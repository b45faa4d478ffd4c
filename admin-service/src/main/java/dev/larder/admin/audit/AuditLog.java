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

import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes every audit event to the log, with the marker {@code AUDIT}, before it goes to
 * the database. What users typed is in JSON and in ASCII, so that it can look neither
 * like another line nor like another field, on any terminal.
 */
@Component
class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger(AuditLog.class);

	private static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");

	private final JsonMapper jsonMapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void log(AuditApplicationEvent event) {
		AuditEvent audit = event.getAuditEvent();
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("type", audit.getType());
		line.put("principal", audit.getPrincipal());
		line.putAll(audit.getData());
		// DEL is the one control character that JSON leaves as it is
		logger.info(AUDIT, "AUDIT {}", this.jsonMapper.writeValueAsString(line).replace("\u007f", "\\u007f"));
	}

}
