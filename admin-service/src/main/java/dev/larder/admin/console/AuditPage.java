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

package dev.larder.admin.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import dev.larder.admin.audit.AuditEvents;
import dev.larder.admin.audit.AuditQuery;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.operation.OperationType;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows who did what.
 */
@Controller
class AuditPage {

	private static final int PAGE_SIZE = 100;

	private final AuditEvents events;

	AuditPage(AuditEvents events) {
		this.events = events;
	}

	@GetMapping("/audit")
	String events(@RequestParam(defaultValue = "") String principal, @RequestParam(defaultValue = "") String type,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		AuditQuery query = new AuditQuery(text(principal), text(type), start(from),
				start((to != null) ? to.plusDays(1) : null));
		model.addAttribute("events", this.events.find(query, cursor, PAGE_SIZE));
		model.addAttribute("query", query);
		model.addAttribute("operationTypes", OperationType.values());
		model.addAttribute("types", AuditTypes.all());
		model.addAttribute("from", from);
		model.addAttribute("to", to);
		model.addAttribute("cursor", cursor);
		return "audit";
	}

	private static @Nullable String text(String value) {
		return StringUtils.hasText(value) ? value.trim() : null;
	}

	private static @Nullable Instant start(@Nullable LocalDate day) {
		return (day != null) ? day.atStartOfDay(ZoneId.systemDefault()).toInstant() : null;
	}

}
