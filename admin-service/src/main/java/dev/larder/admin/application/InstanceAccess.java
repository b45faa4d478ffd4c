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
package dev.larder.admin.application;

import org.jspecify.annotations.Nullable;

/**
 * How the instances of an application are asked.
 *
 * @param credentials what they want to see, or {@code null} for none
 * @param sslBundle the name of the SSL bundle to connect with, or {@code null} for what
 * the platform trusts
 * @param forRegistered whether an instance that has registered itself is shown the
 * credentials as well
 */
public record InstanceAccess(@Nullable Credentials credentials, @Nullable String sslBundle, boolean forRegistered) {

	/**
	 * Without credentials.
	 */
	public static final InstanceAccess OPEN = new InstanceAccess(null, null);

	InstanceAccess(@Nullable Credentials credentials, @Nullable String sslBundle) {
		this(credentials, sslBundle, false);
	}

	/**
	 * Returns what an instance is shown.
	 * @param instance the instance
	 * @return the credentials, or {@code null} for none
	 */
	@Nullable Credentials credentials(ApplicationInstance instance) {
		return (instance.origin() != Origin.REGISTERED || this.forRegistered) ? this.credentials : null;
	}

}
