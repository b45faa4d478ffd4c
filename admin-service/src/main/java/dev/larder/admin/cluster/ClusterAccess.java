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
package dev.larder.admin.cluster;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import dev.larder.admin.memcached.ServerAccess;
import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * What the servers of a cluster want of those who connect to them, by its properties. SSL
 * bundles are used as they are at the time of a connection.
 */
@Component
class ClusterAccess {

	private static final Logger logger = LoggerFactory.getLogger(ClusterAccess.class);

	private final SslBundles bundles;

	ClusterAccess(SslBundles bundles) {
		this.bundles = bundles;
	}

	/**
	 * Returns the access to the servers of a cluster.
	 * @param cluster the properties of the cluster
	 * @param property where they are
	 * @return the access
	 * @throws InvalidAdminSettingException if they are wrong
	 */
	ServerAccess of(AdminProperties.Cluster cluster, String property) {
		return new ServerAccess(tls(cluster.ssl(), property + ".ssl.bundle"), credentials(cluster, property), null);
	}

	private static @Nullable Credentials credentials(AdminProperties.Cluster cluster, String property) {
		String username = cluster.username();
		String password = cluster.password();
		if (!StringUtils.hasText(username) && !StringUtils.hasText(password)) {
			return null;
		}
		if (username == null || password == null || username.isEmpty() || password.isEmpty()) {
			throw new InvalidAdminSettingException(property, "user name and password go together.",
					"Set both 'username' and 'password', or neither.");
		}
		if (!Credentials.isLegalUsername(username)) {
			throw new InvalidAdminSettingException(property + ".username",
					"memcached knows no names with spaces, colons or line ends.", "Write it as in the servers' file.");
		}
		if (!Credentials.isLegalPassword(password)) {
			throw new InvalidAdminSettingException(property + ".password",
					"memcached takes no passwords with spaces or line ends.",
					"Choose another password, in the servers' file and here.");
		}
		return new Credentials(username, password);
	}

	private @Nullable TlsSettings tls(AdminProperties.Ssl ssl, String property) {
		String name = ssl.bundle();
		if (Boolean.FALSE.equals(ssl.enabled()) || (ssl.enabled() == null && !StringUtils.hasText(name))) {
			return null;
		}
		if (name == null || name.isEmpty()) {
			return TlsSettings.systemDefault();
		}
		try {
			SslBundle bundle = this.bundles.getBundle(name);
			// The bundle is asked for anyway; without a handler Spring Boot would warn
			this.bundles.addBundleUpdateHandler(name, (updated) -> {
			});
			return new TlsSettings(new PresentContext(name, bundle), list(bundle.getOptions().getEnabledProtocols()),
					list(bundle.getOptions().getCiphers()));
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidAdminSettingException(property,
					"there is no SSL bundle '" + name + "'; there are: " + this.bundles.getBundleNames() + ".",
					"Define it under 'spring.ssl.bundle.pem' or 'spring.ssl.bundle.jks'.");
		}
		catch (RuntimeException ex) {
			throw new InvalidAdminSettingException(property,
					"the SSL bundle '" + name + "' cannot be used: "
							+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage() + ".",
					"Correct the properties of the bundle, or its files.");
		}
	}

	private static List<String> list(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

	/**
	 * The context of a bundle as it is now, or as it last was of use.
	 */
	private final class PresentContext implements Supplier<SSLContext> {

		private final String name;

		private SslBundle bundle;

		private SSLContext context;

		PresentContext(String name, SslBundle bundle) {
			this.name = name;
			this.bundle = bundle;
			this.context = bundle.createSslContext();
		}

		@Override
		public synchronized SSLContext get() {
			SslBundle present = ClusterAccess.this.bundles.getBundle(this.name);
			if (present != this.bundle) {
				this.bundle = present;
				try {
					this.context = present.createSslContext();
				}
				catch (RuntimeException ex) {
					logger.warn(
							"Servers are still connected to with what the SSL bundle '{}' held before, as it"
									+ " cannot be used: {}",
							this.name, NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
				}
			}
			return this.context;
		}

	}

}
