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

package dev.larder.admin.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.access.ProviderAuthentication;
import dev.larder.admin.access.TokenAuthentication;
import dev.larder.admin.access.UserDirectory;
import dev.larder.admin.access.UserRights;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens, with which programs act for users. A user makes them for nobody else: what is
 * done with a token is recorded as done by its owner, who must be the only one to have
 * been shown it. At every use the token has no more rights than its owner has then. With
 * a token no other can be made, or one that was stolen could outlast its expiry. Safe for
 * use by several threads, and by several instances of the service.
 */
@Service
public class TokenService {

	private static final Logger logger = LoggerFactory.getLogger(TokenService.class);

	private static final Duration NOTE_INTERVAL = Duration.ofMinutes(1);

	private static final Duration RETENTION = Duration.ofDays(30);

	private static final int MAX_PER_USER = 100;

	private final TokenStore store;

	private final UserDirectory users;

	private final AccessRights accessRights;

	private final CurrentScope scope;

	private final AuditTrail auditTrail;

	private final TransactionTemplate transaction;

	private final Duration maxValidity;

	private final Clock clock = Clock.systemUTC();

	TokenService(TokenStore store, UserDirectory users, AccessRights accessRights, CurrentScope scope,
			AuditTrail auditTrail, PlatformTransactionManager transactionManager, AdminProperties properties) {
		this.store = store;
		this.users = users;
		this.accessRights = accessRights;
		this.scope = scope;
		this.auditTrail = auditTrail;
		this.transaction = new TransactionTemplate(transactionManager);
		this.maxValidity = properties.tokens().maxValidity();
	}

	/**
	 * Creates a token.
	 * @param request what it is to be
	 * @param user for whom
	 * @return the token
	 * @throws AccessDeniedException if it would have rights that the user has not
	 * @throws ApiException if it would be valid too long
	 */
	public CreatedToken create(TokenRequest request, Authentication user) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		requireRights(request, user);
		requireExpiry(request.expiresAt(), now);
		ApiToken token = new ApiToken(UUID.randomUUID().toString(), request.name(), user.getName(),
				request.roleOrLowest(), Boolean.TRUE.equals(request.values()), request.clustersOrAll(),
				request.applicationsOrAll(), now, request.expiresAt().truncatedTo(ChronoUnit.MILLIS), null, null, null);
		TokenSecret secret = TokenSecret.next();
		this.transaction.executeWithoutResult((status) -> {
			if (this.store.count(user.getName(), now) >= MAX_PER_USER) {
				throw new ApiException(ProblemCode.TOO_MANY_TOKENS,
						"A user has " + MAX_PER_USER + " tokens at most; revoke those that are not needed");
			}
			this.store.add(token, secret.digest());
			this.auditTrail.record(user, AuditTypes.TOKEN_CREATE, data(token));
		});
		return new CreatedToken(secret.text(), token);
	}

	private void requireRights(TokenRequest request, Authentication user) {
		if (user instanceof TokenAuthentication) {
			throw new AccessDeniedException("A token cannot make another; log in with the password");
		}
		if (user instanceof ProviderAuthentication) {
			throw new AccessDeniedException("A user of a provider has no tokens, as the provider would not be asked"
					+ " whether they are still good; configure a user of its own for the program");
		}
		UserRights rights = this.users.find(user.getName())
			.orElseThrow(() -> new AccessDeniedException("The user is not configured any more"));
		if (!rights.role().includes(request.roleOrLowest())) {
			throw new AccessDeniedException(
					"A token cannot have a role that its owner has not, who has " + rights.role());
		}
		if (Boolean.TRUE.equals(request.values()) && !rights.values()) {
			throw new AccessDeniedException("A token cannot see values if its owner may not");
		}
	}

	private void requireExpiry(Instant expiry, Instant now) {
		if (!expiry.isAfter(now) || expiry.isAfter(now.plus(this.maxValidity))) {
			throw new ApiException(ProblemCode.INVALID_BODY,
					"'expiresAt' must be in the future, and not after " + now.plus(this.maxValidity));
		}
	}

	/**
	 * Returns tokens.
	 * @param all whether those of all users are meant, not only the user's own
	 * @param user for whom
	 * @return the tokens, newest first
	 * @throws AccessDeniedException if the user may not see those of others
	 */
	public List<ApiToken> tokens(boolean all, Authentication user) {
		if (all && !mayManageAll(user)) {
			throw new AccessDeniedException("The tokens of others are for administrators of everything");
		}
		return this.store.newest(all ? null : user.getName());
	}

	/**
	 * Returns a token.
	 * @param id its id
	 * @param user for whom
	 * @return the token
	 * @throws ApiException if there is none that the user may see
	 */
	ApiToken find(String id, Authentication user) {
		return this.store.find(id)
			.filter((token) -> token.owner().equals(user.getName()) || mayManageAll(user))
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_TOKEN, "There is no token '" + id + "'"));
	}

	/**
	 * Revokes a token. One that is revoked already stays so.
	 * @param id its id
	 * @param user who wants that
	 * @throws ApiException if there is none that the user may see
	 */
	public void revoke(String id, Authentication user) {
		ApiToken token = find(id, user);
		if (user instanceof TokenAuthentication with && !with.tokenId().equals(id)) {
			throw new AccessDeniedException("With a token only that one can be revoked");
		}
		this.transaction.executeWithoutResult((status) -> {
			if (this.store.revoke(id, user.getName(), this.clock.instant())) {
				this.auditTrail.record(user, AuditTypes.TOKEN_REVOKE, data(token));
			}
		});
	}

	private boolean mayManageAll(Authentication user) {
		return this.accessRights.has(user, AdminRole.ADMIN) && this.scope.of(user).isUnlimited();
	}

	/**
	 * Lets a program in.
	 * @param secret the token it sent
	 * @return the user it acts for
	 * @throws WrongTokenException if it may not get in
	 */
	public TokenAuthentication authenticate(String secret) {
		TokenSecret sent = new TokenSecret(secret);
		ApiToken token = (sent.isWellFormed() ? this.store.findByDigest(sent.digest()) : Optional.<ApiToken>empty())
			.orElseThrow(() -> new WrongTokenException(WrongTokenException.Reason.UNKNOWN, null));
		Instant now = this.clock.instant();
		if (token.revokedAt() != null) {
			throw new WrongTokenException(WrongTokenException.Reason.REVOKED, token);
		}
		if (!now.isBefore(token.expiresAt())) {
			throw new WrongTokenException(WrongTokenException.Reason.EXPIRED, token);
		}
		UserRights owner = this.users.find(token.owner())
			.orElseThrow(() -> new WrongTokenException(WrongTokenException.Reason.OWNER_UNKNOWN, token));
		UserRights rights = owner.and(token.rights())
			.orElseThrow(() -> new WrongTokenException(WrongTokenException.Reason.ROLE_LOST, token));
		noteUse(token, now);
		return new TokenAuthentication(token.owner(), token.id(), rights);
	}

	private void noteUse(ApiToken token, Instant now) {
		Instant since = now.minus(NOTE_INTERVAL);
		if (token.lastUsedAt() == null || !token.lastUsedAt().isAfter(since)) {
			this.store.use(token.id(), now, since);
		}
	}

	/**
	 * Removes tokens that have been of no use for long.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void prune() {
		try {
			int removed = this.store.prune(this.clock.instant().minus(RETENTION));
			logger.debug("Removed {} tokens that had expired or been revoked", removed);
		}
		catch (DataAccessException ex) {
			logger.warn("Tokens that have expired cannot be removed: {}", ex.toString());
		}
	}

	private static Map<String, Object> data(ApiToken token) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("subject", token.id());
		data.put("name", token.name());
		data.put("owner", token.owner());
		data.put("role", token.role());
		data.put("values", token.values());
		data.put("clusters", token.clusters());
		data.put("applications", token.applications());
		data.put("expiresAt", token.expiresAt());
		return data;
	}

}
