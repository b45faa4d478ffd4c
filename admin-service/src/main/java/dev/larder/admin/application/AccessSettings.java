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

import java.io.IOException;
import java.nio.file.Path;

import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.jspecify.annotations.Nullable;

/**
 * How instances are to be asked, as configured.
 *
 * @param property the property these settings are under
 * @param username user name
 * @param password password
 * @param tokenFile file with a bearer token
 * @param sslBundle name of an SSL bundle
 */
record AccessSettings(String property, @Nullable String username, @Nullable String password, @Nullable Path tokenFile,
		@Nullable String sslBundle) {

	/**
	 * Checks the settings.
	 * @param clients connects with the SSL bundle later
	 * @return the access
	 * @throws InvalidAdminSettingException if they are wrong
	 */
	InstanceAccess check(InstanceClients clients) {
		Credentials credentials = credentials();
		if (this.sslBundle != null) {
			try {
				clients.prepare(this.sslBundle);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidAdminSettingException(this.property + ".ssl-bundle", ex.getMessage() + ".",
						"Define the bundle under 'spring.ssl.bundle.pem' or 'spring.ssl.bundle.jks'.");
			}
		}
		return new InstanceAccess(credentials, this.sslBundle);
	}

	private @Nullable Credentials credentials() {
		if (this.username == null && this.password == null) {
			return (this.tokenFile != null) ? token(this.tokenFile) : null;
		}
		if (this.tokenFile != null) {
			throw new InvalidAdminSettingException(this.property,
					"it has both a user name or a password and a token file, but only one of them can be sent.",
					"Set either 'username' and 'password', or 'token-file'.");
		}
		if (this.username == null || this.password == null) {
			throw new InvalidAdminSettingException(this.property, "it has a user name or a password but not both.",
					"Set both 'username' and 'password', or neither.");
		}
		if (this.username.indexOf(':') >= 0) {
			throw new InvalidAdminSettingException(this.property + ".username", "it has a colon.",
					"Basic authentication knows no user names with a colon; write another.");
		}
		return new BasicCredentials(this.username, this.password);
	}

	private Credentials token(Path file) {
		TokenFile credentials = new TokenFile(file);
		try {
			credentials.authorization();
			return credentials;
		}
		catch (IOException ex) {
			throw new InvalidAdminSettingException(this.property + ".token-file", ex.getMessage() + ".",
					"Name a file that holds a bearer token and nothing else, and that the service may read.");
		}
	}

	@Override
	public String toString() {
		return "AccessSettings[property=" + this.property + "]";
	}

}
