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

import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLContext;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * Connections to instances that are known from the same place and asked with the same SSL
 * bundle. A host is looked up once for a connection: the addresses that were checked are
 * those that are connected to, and its name goes on to TLS and into the request. Only to
 * configured instances does a proxy of the JVM lead; it would look up hosts itself.
 */
final class InstanceConnections implements AutoCloseable {

	private static final int MAX_ADDRESSES = 4;

	private static final int MAX_CONNECTIONS = 100_000;

	private static final int MAX_CONNECTIONS_PER_INSTANCE = 128;

	private static final TimeValue LIFETIME = TimeValue.ofMinutes(5);

	private final PoolingHttpClientConnectionManager manager;

	private final CloseableHttpClient client;

	InstanceConnections(Origin origin, @Nullable SslBundle bundle, AddressRules addresses, Duration connectTimeout,
			Duration readTimeout) {
		Timeout read = Timeout.of(readTimeout);
		this.manager = PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(new CheckedAddresses(origin, addresses))
			.setTlsSocketStrategy(tls(bundle))
			.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(read).build())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(connectTimeout))
				.setSocketTimeout(read)
				.setTimeToLive(LIFETIME)
				.build())
			.setMaxConnTotal(MAX_CONNECTIONS)
			.setMaxConnPerRoute(MAX_CONNECTIONS_PER_INSTANCE)
			.build();
		HttpClientBuilder builder = HttpClientBuilder.create()
			.setConnectionManager(this.manager)
			.setDefaultRequestConfig(
					RequestConfig.custom().setConnectionRequestTimeout(read).setResponseTimeout(read).build())
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching();
		if (origin == Origin.CONFIGURED) {
			builder.setProxySelector(ProxySelector.getDefault());
		}
		this.client = builder.build();
	}

	/**
	 * The platform checks that certificates are for the host, as it does for other
	 * clients.
	 */
	private static DefaultClientTlsStrategy tls(@Nullable SslBundle bundle) {
		try {
			SSLContext context = (bundle != null) ? bundle.createSslContext() : SSLContext.getDefault();
			SslOptions options = (bundle != null) ? bundle.getOptions() : SslOptions.NONE;
			return new DefaultClientTlsStrategy(context, options.getEnabledProtocols(), options.getCiphers(),
					SSLBufferMode.STATIC, HostnameVerificationPolicy.BUILTIN, null);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The platform has no TLS", ex);
		}
	}

	CloseableHttpClient client() {
		return this.client;
	}

	/**
	 * Closes connections that nobody uses, and forgets their hosts.
	 * @param idle for how long nobody has
	 */
	void closeIdle(Duration idle) {
		this.manager.closeExpired();
		this.manager.closeIdle(TimeValue.of(idle));
	}

	@Override
	public void close() {
		this.manager.close();
	}

	/**
	 * Looks up hosts, and lets nobody connect to an address that is not allowed.
	 *
	 * @param origin where the instances are known from
	 * @param addresses which addresses they may have
	 */
	private record CheckedAddresses(Origin origin, AddressRules addresses) implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			InetAddress[] all = this.addresses.resolve(host, this.origin);
			return Arrays.copyOf(all, Math.min(all.length, MAX_ADDRESSES));
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

}
