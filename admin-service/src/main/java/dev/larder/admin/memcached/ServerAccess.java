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
package dev.larder.admin.memcached;

import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants of those who connect to it.
 *
 * @param tls how connections are encrypted, or {@code null} if they are not
 * @param credentials what is shown to the server, or {@code null} for nothing
 * @param certified the name that the server's certificate is made out to, or {@code null}
 * for its host
 */
public record ServerAccess(@Nullable TlsSettings tls, @Nullable Credentials credentials, @Nullable String certified) {

	/**
	 * The access to a server that wants nothing.
	 */
	public static final ServerAccess FREE = new ServerAccess(null, null, null);

	/**
	 * Returns the access to servers whose certificates are made out to one name.
	 * @param name the name
	 * @return the access
	 */
	public ServerAccess certifiedAs(String name) {
		return new ServerAccess(this.tls, this.credentials, name);
	}

}
