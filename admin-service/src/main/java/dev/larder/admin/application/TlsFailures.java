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
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tells why no TLS connection came about.
 */
final class TlsFailures {

	private static final int MAX_LENGTH = 200;

	private TlsFailures() {
	}

	/**
	 * Returns why there is no connection.
	 * @param ex what happened
	 * @return the reason and what to do, or {@code null} if TLS is not to blame
	 */
	static @Nullable String reason(IOException ex) {
		List<Throwable> causes = causes(ex);
		SSLException failure = first(causes, SSLException.class);
		if (failure == null) {
			return null;
		}
		if (first(causes, CertificateExpiredException.class) != null
				|| first(causes, CertificateNotYetValidException.class) != null) {
			return "its certificate has expired, or is not valid yet";
		}
		if (first(causes, CertPathBuilderException.class) != null) {
			return "its certificate is signed by nobody the service trusts; name an SSL bundle as 'ssl-bundle' of the"
					+ " application whose trust store has the authority";
		}
		CertificateException certificate = first(causes, CertificateException.class);
		if (certificate != null && isAboutHostName(String.valueOf(certificate.getMessage()))) {
			return "its certificate is for another host name; ask it by a name that the certificate has";
		}
		String message = String.valueOf(failure.getMessage());
		if (message.contains("certificate_required") || message.contains("bad_certificate")) {
			return "it wants a client certificate, or another one; name an SSL bundle as 'ssl-bundle' of the"
					+ " application whose key store has it";
		}
		if (message.contains("nrecognized SSL message")) {
			return "it does not speak TLS; its URL may have to start with http://";
		}
		return (failure instanceof SSLHandshakeException) ? "TLS failed: " + StringUtils.truncate(message, MAX_LENGTH)
				: null;
	}

	private static boolean isAboutHostName(String message) {
		return message.startsWith("No subject alternative") || message.startsWith("No name matching");
	}

	private static List<Throwable> causes(IOException ex) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = ex; cause != null && !causes.contains(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

	private static <T> @Nullable T first(List<Throwable> causes, Class<T> type) {
		return causes.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
	}

}
