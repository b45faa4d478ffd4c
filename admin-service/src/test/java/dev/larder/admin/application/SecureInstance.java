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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.larder.admin.ActuatorStub;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;

/**
 * An instance that speaks TLS alone: Tomcat, as Spring Boot runs it.
 */
final class SecureInstance implements AutoCloseable {

	private final WebServer server;

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final List<String> hosts = new CopyOnWriteArrayList<>();

	/**
	 * Starts an instance.
	 * @param bundle its certificate, and whom it trusts
	 * @param clientCertificate whether it wants a certificate of clients
	 */
	SecureInstance(SslBundle bundle, boolean clientCertificate) {
		Ssl ssl = Ssl.forBundle("server");
		ssl.setClientAuth(clientCertificate ? Ssl.ClientAuth.NEED : Ssl.ClientAuth.NONE);
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.setSsl(ssl);
		factory.setSslBundles(new DefaultSslBundleRegistry("server", bundle));
		this.server = factory.getWebServer((context) -> context.addServlet("larder", new HttpServlet() {

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
				SecureInstance.this.authorizations.add(String.valueOf(request.getHeader("Authorization")));
				SecureInstance.this.hosts.add(String.valueOf(request.getHeader("Host")));
				response.setContentType("application/json");
				response.getOutputStream().write(ActuatorStub.REPORT.getBytes(StandardCharsets.UTF_8));
			}

		}).addMapping("/actuator/larder"));
		this.server.start();
	}

	List<String> authorizations() {
		return this.authorizations;
	}

	List<String> hosts() {
		return this.hosts;
	}

	int port() {
		return this.server.getPort();
	}

	ApplicationInstance instance() {
		return ApplicationInstance.parse("https://localhost:" + this.server.getPort() + "/actuator", Origin.CONFIGURED);
	}

	@Override
	public void close() {
		this.server.stop();
		this.server.destroy();
	}

}
