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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import dev.larder.admin.fanout.TargetIds;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * An instance of an application.
 *
 * @param id its name in URLs
 * @param managementUrl where its management endpoints are, without a slash at the end
 * @param origin where it is known from
 */
public record ApplicationInstance(String id, URI managementUrl, Origin origin) {

	private static final String USUAL_PATH = "/actuator";

	/**
	 * Reads where an instance is.
	 * @param url the URL of its management endpoints
	 * @param origin where it is known from
	 * @return the instance
	 * @throws IllegalArgumentException if that is no such URL
	 */
	public static ApplicationInstance parse(String url, Origin origin) {
		URI uri = uri(StringUtils.trimTrailingCharacter(url.trim(), '/'));
		String scheme = uri.getScheme();
		Assert.isTrue("http".equals(scheme) || "https".equals(scheme),
				() -> "'" + url + "' does not start with http:// or https://");
		String host = uri.getHost();
		Assert.notNull(host, () -> "'" + url + "' has no host");
		Assert.isTrue(uri.getUserInfo() == null,
				"the URL holds a user name; 'username' and 'password' are the place for it");
		Assert.isTrue(uri.getQuery() == null && uri.getFragment() == null,
				() -> "'" + url + "' has a query or a fragment");
		Assert.isTrue(uri.getPort() != 0 && uri.getPort() <= 65535, () -> "'" + url + "' has no possible port");
		Assert.isTrue(uri.getRawPath().equals(uri.normalize().getRawPath()) && !uri.getRawPath().contains("%"),
				() -> "'" + url + "' has a path that leads elsewhere");
		int port = (uri.getPort() >= 0) ? uri.getPort() : ("https".equals(scheme) ? 443 : 80);
		String path = uri.getPath();
		String suffix = (path.isEmpty() || path.equals(USUAL_PATH)) ? ""
				: path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
		return new ApplicationInstance(TargetIds.of(host, port) + suffix, uri, origin);
	}

	private static URI uri(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("'" + url + "' is not a URL", ex);
		}
	}

	boolean isEncrypted() {
		return "https".equals(this.managementUrl.getScheme());
	}

	URI endpoint() {
		return URI.create(this.managementUrl + "/larder");
	}

	URI entriesEndpoint() {
		return URI.create(this.managementUrl + "/larderentries");
	}

	@Override
	public String toString() {
		return this.id;
	}

}
