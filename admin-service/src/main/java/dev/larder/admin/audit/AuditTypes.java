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

import java.util.List;

/**
 * The types of audit events besides those of operations, which have their own names.
 */
public final class AuditTypes {

	/**
	 * Somebody logged in with the form.
	 */
	public static final String LOGIN = "LOGIN";

	/**
	 * Somebody gave a wrong name or password.
	 */
	public static final String LOGIN_FAILURE = "LOGIN_FAILURE";

	/**
	 * A user asked for what the user may not do.
	 */
	public static final String ACCESS_DENIED = "ACCESS_DENIED";

	/**
	 * A user asked for the value of a key.
	 */
	public static final String VALUE_VIEW = "VALUE_VIEW";

	/**
	 * A user watched which keys are read.
	 */
	public static final String HOT_KEY_WATCH = "HOT_KEY_WATCH";

	/**
	 * A user had keys be listed.
	 */
	public static final String KEY_SCAN = "KEY_SCAN";

	/**
	 * A user made a token.
	 */
	public static final String TOKEN_CREATE = "TOKEN_CREATE";

	/**
	 * A user revoked a token.
	 */
	public static final String TOKEN_REVOKE = "TOKEN_REVOKE";

	/**
	 * Somebody came with a token that is unknown, expired or revoked.
	 */
	public static final String TOKEN_REFUSED = "TOKEN_REFUSED";

	/**
	 * An instance of an application was registered.
	 */
	public static final String INSTANCE_REGISTER = "INSTANCE_REGISTER";

	/**
	 * An instance of an application has left, or was removed.
	 */
	public static final String INSTANCE_LEAVE = "INSTANCE_LEAVE";

	/**
	 * An instance of an application was not registered.
	 */
	public static final String INSTANCE_REFUSED = "INSTANCE_REFUSED";

	private AuditTypes() {
	}

	/**
	 * Returns the types of events that are no operations; those have that of what is
	 * done.
	 * @return the types
	 */
	public static List<String> all() {
		return List.of(LOGIN, LOGIN_FAILURE, ACCESS_DENIED, VALUE_VIEW, HOT_KEY_WATCH, KEY_SCAN, TOKEN_CREATE,
				TOKEN_REVOKE, TOKEN_REFUSED, INSTANCE_REGISTER, INSTANCE_LEAVE, INSTANCE_REFUSED);
	}

}
