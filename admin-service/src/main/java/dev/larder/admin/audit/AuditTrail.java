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

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Records what users do. Keys belong here only as digests, values not at all.
 */
@Component
public class AuditTrail {

	private final ApplicationEventPublisher publisher;

	AuditTrail(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Records an event.
	 * @param user who did it
	 * @param type what was done
	 * @param data to what, why, and how it went
	 */
	public void record(Authentication user, String type, Map<String, Object> data) {
		Map<String, Object> all = new LinkedHashMap<>(data);
		if (user.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null) {
			all.put("remoteAddress", details.getRemoteAddress());
		}
		this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(user.getName(), type, all)));
	}

}
