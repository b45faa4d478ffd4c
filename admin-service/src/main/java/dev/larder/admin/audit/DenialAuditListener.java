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

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.authorization.event.AuthorizationEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Records what users were not allowed to do, but not what nobody in particular asked for.
 */
@Component
class DenialAuditListener extends AbstractAuthorizationAuditListener {

	private final AuditTrail auditTrail;

	DenialAuditListener(AuditTrail auditTrail) {
		this.auditTrail = auditTrail;
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		// The audit trail publishes
	}

	@Override
	public void onApplicationEvent(AuthorizationEvent event) {
		if (!(event instanceof AuthorizationDeniedEvent<?>)) {
			return;
		}
		Authentication user = event.getAuthentication().get();
		if (user == null || user instanceof AnonymousAuthenticationToken) {
			return;
		}
		Map<String, Object> data = new LinkedHashMap<>();
		if (event.getSource() instanceof HttpServletRequest request) {
			data.put("method", request.getMethod());
			data.put("path", request.getRequestURI());
		}
		this.auditTrail.recordIfPossible(user, AuditTypes.ACCESS_DENIED, data);
	}

}
