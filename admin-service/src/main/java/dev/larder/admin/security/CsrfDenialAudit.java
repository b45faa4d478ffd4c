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

package dev.larder.admin.security;

import java.util.Map;

import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Records requests in a user's session that lack its token: another site may have made
 * the user's browser send them. Spring Security publishes no event of these.
 */
@Component
class CsrfDenialAudit {

	private final AuditTrail auditTrail;

	CsrfDenialAudit(AuditTrail auditTrail) {
		this.auditTrail = auditTrail;
	}

	/**
	 * Records a denied request, if that is why it was denied.
	 * @param request the request
	 * @param denial why it was denied
	 */
	void record(HttpServletRequest request, AccessDeniedException denial) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (denial instanceof CsrfException && user != null) {
			this.auditTrail.recordIfPossible(user, AuditTypes.ACCESS_DENIED,
					Map.of("method", request.getMethod(), "path", request.getRequestURI(), "reason", "CSRF"));
		}
	}

}
