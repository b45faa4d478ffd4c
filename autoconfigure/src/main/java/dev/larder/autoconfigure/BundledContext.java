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
package dev.larder.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import dev.larder.connection.TlsSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * The context of an SSL bundle as it is at the time of a connection: a bundle that was
 * loaded anew is used from then on. One that cannot be used, such as while its files are
 * being replaced, leaves the former in use.
 */
final class BundledContext implements Supplier<SSLContext> {

	private static final Log logger = LogFactory.getLog(BundledContext.class);

	private final Supplier<@Nullable SslBundle> bundles;

	private @Nullable SslBundle bundle;

	private SSLContext context;

	private BundledContext(Supplier<@Nullable SslBundle> bundles, SslBundle bundle) {
		this.bundles = bundles;
		this.bundle = bundle;
		this.context = bundle.createSslContext();
	}

	/**
	 * Returns how connections are encrypted.
	 * @param bundles gives the present bundle, or {@code null} if they are not
	 * @return the settings, or {@code null}
	 */
	static @Nullable TlsSettings tls(Supplier<@Nullable SslBundle> bundles) {
		SslBundle bundle = bundles.get();
		if (bundle == null) {
			return null;
		}
		SslOptions options = bundle.getOptions();
		return new TlsSettings(new BundledContext(bundles, bundle), list(options.getEnabledProtocols()),
				list(options.getCiphers()));
	}

	private static List<String> list(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

	@Override
	public synchronized SSLContext get() {
		SslBundle present = this.bundles.get();
		if (present != null && present != this.bundle) {
			this.bundle = present;
			try {
				this.context = present.createSslContext();
			}
			catch (RuntimeException ex) {
				logger.warn("The renewed SSL bundle for memcached cannot be used; connections go on with the former",
						ex);
			}
		}
		return this.context;
	}

}
