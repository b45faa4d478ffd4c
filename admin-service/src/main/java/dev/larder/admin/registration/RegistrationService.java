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

package dev.larder.admin.registration;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.address.AddressNotAllowedException;
import dev.larder.admin.application.AddressRules;
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.Origin;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.configuration.RegistrationProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Registers instances of applications. Whoever registers them must have the right to do
 * so for that application, and each address that the host has must be allowed: it is then
 * that the operator of the instance can still be told. The addresses are checked again
 * whenever the service connects.
 */
class RegistrationService {

	private static final int ID_DIGITS = 32;

	private final RegistrationStore store;

	private final RegistrationListener listener;

	private final RegistrationProperties properties;

	private final ApplicationCatalog catalog;

	private final AddressRules addresses;

	private final FanOut fanOut;

	private final CurrentScope scope;

	private final AuditTrail auditTrail;

	private final TransactionOperations transaction;

	private final Clock clock;

	private final RecentRefusals refusals;

	RegistrationService(RegistrationStore store, RegistrationListener listener, RegistrationProperties properties,
			ApplicationCatalog catalog, AddressRules addresses, FanOut fanOut, CurrentScope scope,
			AuditTrail auditTrail, TransactionOperations transaction, Clock clock) {
		this.store = store;
		this.listener = listener;
		this.properties = properties;
		this.catalog = catalog;
		this.addresses = addresses;
		this.fanOut = fanOut;
		this.scope = scope;
		this.auditTrail = auditTrail;
		this.transaction = transaction;
		this.clock = clock;
		this.refusals = new RecentRefusals(clock);
	}

	/**
	 * Registers an instance, or renews it if it is registered.
	 * @param request the instance
	 * @param user who registers it
	 * @return what is known of it now
	 * @throws ApiException if it is refused
	 */
	Registration register(RegistrationRequest request, Authentication user) {
		if (!this.properties.enabled()) {
			throw new ApiException(ProblemCode.REGISTRATION_DISABLED,
					"Set 'larder.admin.registration.enabled=true' in the service to let applications register");
		}
		ApplicationInstance instance = instance(request);
		try {
			requireAllowed(request, instance, user);
			return store(request.application(), instance, user);
		}
		catch (ApiException ex) {
			recordRefusal(request, ex, user);
			throw ex;
		}
	}

	private static ApplicationInstance instance(RegistrationRequest request) {
		try {
			return ApplicationInstance.parse(request.managementUrl(), Origin.REGISTERED);
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(ProblemCode.INVALID_BODY, "managementUrl: " + ex.getMessage(), Map.of(), ex);
		}
	}

	private void requireAllowed(RegistrationRequest request, ApplicationInstance instance, Authentication user) {
		String application = request.application();
		if (!this.scope.of(user).includesApplication(application)) {
			throw new ApiException(ProblemCode.FORBIDDEN,
					"The user, or the token, has no right to register the application '" + application + "'");
		}
		if (this.catalog.isConfigured(application)) {
			throw new ApiException(ProblemCode.REGISTRATION_REFUSED, "The application '" + application
					+ "' is in the service's 'larder.admin.applications', and has the instances of its configuration");
		}
		Answer<Boolean> answer = this.fanOut
			.ask(List.of(instance.managementUrl().getHost()), (host) -> "The look-up of " + host, this::isAllowed)
			.results()
			.get(0);
		if (answer.problem() != null) {
			throw new ApiException((answer.state() == AnswerState.TIMEOUT) ? ProblemCode.TARGET_TIMEOUT
					: ProblemCode.REGISTRATION_REFUSED, answer.problem().detail());
		}
	}

	/**
	 * On a thread and with a deadline of its own: a name may take long to look up.
	 */
	private Boolean isAllowed(String host) {
		try {
			return this.addresses.resolve(host, Origin.REGISTERED).length > 0;
		}
		catch (AddressNotAllowedException ex) {
			throw new ApiException(ProblemCode.REGISTRATION_REFUSED, String.valueOf(ex.getMessage()), Map.of(), ex);
		}
		catch (UnknownHostException ex) {
			throw new ApiException(ProblemCode.REGISTRATION_REFUSED, "The host " + host + " is unknown to the service",
					Map.of(), ex);
		}
	}

	private Registration store(String application, ApplicationInstance instance, Authentication user) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		String url = instance.managementUrl().toString();
		Registration registration = new Registration(id(application, url), application, url, user.getName(), now, now,
				now.plus(this.properties.expiresAfter()));
		if (!this.store.renew(registration)) {
			try {
				this.transaction.executeWithoutResult((status) -> add(registration, user));
				this.listener.registrationsChanged();
			}
			catch (DuplicateKeyException ex) {
				// Another instance of the service was quicker
				this.store.renew(registration);
			}
		}
		return this.store.find(registration.id(), now).orElse(registration);
	}

	private void add(Registration registration, Authentication user) {
		requireRoom(registration);
		this.store.add(registration);
		this.auditTrail.record(user, AuditTypes.INSTANCE_REGISTER,
				data(registration.application(), registration.managementUrl(), registration.id()));
	}

	private void requireRoom(Registration registration) {
		String application = registration.application();
		if (this.store.count(application, registration.renewedAt()) >= this.properties.maxInstancesPerApplication()) {
			throw new ApiException(ProblemCode.TOO_MANY_REGISTRATIONS,
					"The application '" + application + "' has the " + this.properties.maxInstancesPerApplication()
							+ " instances of" + " 'larder.admin.registration.max-instances-per-application' already");
		}
		if (this.store.count(registration.renewedAt()) >= this.properties.maxInstances()) {
			throw new ApiException(ProblemCode.TOO_MANY_REGISTRATIONS, "There are the " + this.properties.maxInstances()
					+ " instances of 'larder.admin.registration.max-instances' already");
		}
	}

	private void recordRefusal(RegistrationRequest request, ApiException ex, Authentication user) {
		if (this.refusals.add(user.getName() + "\n" + request + "\n" + ex.code())) {
			Map<String, Object> data = data(request.application(), request.managementUrl(), null);
			data.put("reason", ex.code().code());
			data.put("detail", ex.detail());
			this.auditTrail.recordIfPossible(user, AuditTypes.INSTANCE_REFUSED, data);
		}
	}

	/**
	 * Returns the registered instances that a user may see.
	 * @param user the user
	 * @return the instances, by application
	 */
	List<Registration> registrations(Authentication user) {
		AccessScope visible = this.scope.of(user);
		return this.store.findAll(this.clock.instant(), this.properties.maxInstances())
			.stream()
			.filter((registration) -> visible.includesApplication(registration.application()))
			.toList();
	}

	/**
	 * Removes an instance.
	 * @param id its id
	 * @param user who removes it
	 * @throws ApiException if there is none that is the user's concern
	 */
	void leave(String id, Authentication user) {
		Registration registration = this.store.find(id, this.clock.instant())
			.filter((found) -> this.scope.of(user).includesApplication(found.application()))
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_REGISTRATION,
					"There is no registration '" + id + "'; it may have expired"));
		this.transaction.executeWithoutResult((status) -> {
			if (this.store.remove(id)) {
				this.auditTrail.record(user, AuditTypes.INSTANCE_LEAVE,
						data(registration.application(), registration.managementUrl(), id));
			}
		});
		this.listener.registrationsChanged();
	}

	/**
	 * The same instance has the same id, whichever instance of the service it comes to.
	 */
	private static String id(String application, String url) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((application + "\n" + url).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static Map<String, Object> data(String application, String url, @Nullable String id) {
		Map<String, Object> data = new LinkedHashMap<>();
		if (id != null) {
			data.put("subject", id);
		}
		data.put("application", application);
		data.put("managementUrl", url);
		return data;
	}

}
