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

import org.springframework.boot.actuate.security.AbstractAuthenticationAuditListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Records logins with the form and all failed ones. A request with a user name and a
 * password of its own is no login: there would be one event per request.
 */
@Component
class LoginAuditListener extends AbstractAuthenticationAuditListener {

	private final AuditTrail auditTrail;

	LoginAuditListener(AuditTrail auditTrail) {
		this.auditTrail = auditTrail;
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		// The audit trail publishes
	}

	@Override
	public void onApplicationEvent(AbstractAuthenticationEvent event) {
		if (event instanceof AbstractAuthenticationFailureEvent failure) {
			this.auditTrail.recordIfPossible(event.getAuthentication(), AuditTypes.LOGIN_FAILURE,
					Map.of("reason", failure.getException().getClass().getSimpleName()));
		}
		else if (event instanceof InteractiveAuthenticationSuccessEvent) {
			this.auditTrail.recordIfPossible(event.getAuthentication(), AuditTypes.LOGIN, Map.of());
		}
	}

}
