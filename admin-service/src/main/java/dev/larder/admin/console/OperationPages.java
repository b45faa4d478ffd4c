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

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.operation.Operation;
import dev.larder.admin.operation.OperationRequest;
import dev.larder.admin.operation.OperationService;
import dev.larder.admin.operation.OperationTarget;
import dev.larder.admin.operation.OperationType;
import dev.larder.admin.operation.VisibleOperations;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Plans, confirms and shows operations. Nothing is done without a plan that was seen
 * before.
 */
@Controller
@RequestMapping("/operations")
class OperationPages {

	private static final int PAGE_SIZE = 50;

	private static final int MAX_REASON = 500;

	/**
	 * Most are done in no time, and the page need not say that they run.
	 */
	private static final Duration WAIT = Duration.ofSeconds(1);

	/**
	 * What the person who reads the plan can put right.
	 */
	private static final Set<ProblemCode> REPARABLE = Set.of(ProblemCode.CONFIRMATION_MISMATCH,
			ProblemCode.REASON_MISSING, ProblemCode.PLAN_CHANGED);

	private final OperationService service;

	private final VisibleOperations operations;

	private final AdminProperties.Operations settings;

	OperationPages(OperationService service, VisibleOperations operations, AdminProperties properties) {
		this.service = service;
		this.operations = operations;
		this.settings = properties.operations();
	}

	@GetMapping
	String operations(@RequestParam(defaultValue = "false") boolean plans,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		model.addAttribute("operations", this.operations.list(plans ? null : Boolean.FALSE, cursor, PAGE_SIZE));
		model.addAttribute("plans", plans);
		model.addAttribute("cursor", cursor);
		return "operations";
	}

	@GetMapping("/{id}")
	String operation(@PathVariable String id, Authentication user, Model model) {
		Operation operation = this.operations.find(id);
		model.addAttribute("operation", operation);
		model.addAttribute("execution", this.service.executionOf(operation).orElse(null));
		model.addAttribute("own", operation.requestedBy().equals(user.getName()));
		return "operation";
	}

	/**
	 * Where a browser comes to that asks for a plan without saying of what.
	 */
	@GetMapping("/plan")
	String begin() {
		return "redirect:/operations";
	}

	@PostMapping("/plan")
	String plan(@ModelAttribute("intent") Intent intent, Authentication user, Model model) {
		return plan(intent, null, user, model);
	}

	private String plan(Intent intent, @Nullable ProblemCode problem, Authentication user, Model model) {
		OperationService.Submission submission = this.service.submit(intent.request(true, null), null, user);
		submission.await(WAIT);
		model.addAttribute("plan", this.operations.find(submission.id()));
		model.addAttribute("intent", intent);
		model.addAttribute("reasonRequired", this.settings.reasonRequired());
		model.addAttribute("approvalRequired", this.settings.approvalRequired()
				&& (intent.type() == OperationType.SERVER_FLUSH || intent.type() == OperationType.CLUSTER_FLUSH));
		model.addAttribute("problem", problem);
		return "plan";
	}

	@PostMapping
	String execute(@ModelAttribute("intent") Intent intent, @RequestParam(defaultValue = "") String plan,
			@RequestParam(required = false) @Nullable String confirm,
			@RequestParam(required = false) @Nullable String reason, Authentication user, Model model) {
		if (reason != null && reason.length() > MAX_REASON) {
			throw new ApiException(ProblemCode.BAD_REQUEST, "The reason is longer than " + MAX_REASON + " characters");
		}
		try {
			OperationService.Submission submission = this.service.confirm(plan,
					intent.withReason(reason).request(false, confirm), user);
			submission.await(WAIT);
			return "redirect:/operations/" + submission.id();
		}
		catch (ApiException ex) {
			if (!REPARABLE.contains(ex.code())) {
				throw ex;
			}
			return plan(intent.withReason(reason), ex.code(), user, model);
		}
	}

	@PostMapping("/{id}/approvals")
	String approve(@PathVariable String id, Authentication user) {
		this.service.approve(id, user).await(WAIT);
		return "redirect:/operations/" + id;
	}

	@PostMapping("/{id}/cancellations")
	String cancel(@PathVariable String id, Authentication user) {
		this.service.cancel(id, user);
		return "redirect:/operations/" + id;
	}

	/**
	 * What somebody wants to do, as the fields of a form.
	 *
	 * @param type what
	 * @param cluster the name of a cluster
	 * @param server the id of a server
	 * @param application the name of an application
	 * @param cache the name of a cache
	 * @param manager the name of the cache's manager
	 * @param instances the ids of instances, if not all are meant
	 * @param key a key as text
	 * @param keyBase64 a key that is not text
	 * @param prefix the beginning of keys
	 * @param retryOf the operation whose failed targets are meant
	 * @param from the id of the question whose answer led here
	 * @param reason why
	 */
	record Intent(OperationType type, @Nullable String cluster, @Nullable String server, @Nullable String application,
			@Nullable String cache, @Nullable String manager, @Nullable List<String> instances, @Nullable String key,
			@Nullable String keyBase64, @Nullable String prefix, @Nullable String retryOf, @Nullable String from,
			@Nullable String reason) {

		OperationRequest request(boolean dryRun, @Nullable String confirm) {
			OperationTarget target = new OperationTarget(text(this.cluster), text(this.server), text(this.application),
					text(this.cache), text(this.manager),
					(this.instances != null && !this.instances.isEmpty()) ? this.instances : null, keyOrNone(),
					text(this.keyBase64), text(this.prefix));
			return new OperationRequest(this.type, target, dryRun, null, text(confirm), text(this.reason),
					text(this.retryOf));
		}

		Intent withReason(@Nullable String reason) {
			return new Intent(this.type, this.cluster, this.server, this.application, this.cache, this.manager,
					this.instances, this.key, this.keyBase64, this.prefix, this.retryOf, this.from, reason);
		}

		/**
		 * The empty text is a key of a cache, and none of memcached.
		 */
		private @Nullable String keyOrNone() {
			return StringUtils.hasLength(this.application) ? this.key : text(this.key);
		}

		private static @Nullable String text(@Nullable String value) {
			return StringUtils.hasLength(value) ? value : null;
		}

		@Override
		public String toString() {
			return "Intent[type=" + this.type + "]";
		}

	}

}
