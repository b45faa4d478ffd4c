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
package dev.larder.admin.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A provider of OpenID Connect at which somebody is logged in already: discovery, keys,
 * authorization and tokens, as it should be or as a test says.
 */
final class ScriptedOidcProvider implements AutoCloseable {

	static final String CLIENT = "larder-admin";

	static final String SECRET = "the secret of the client";

	private final HttpServer server;

	private final RSAKey key = newKey();

	private final RSAKey strangersKey = newKey();

	/**
	 * The parameters of authorization requests by the codes that were given for them.
	 */
	private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

	private final List<String> problems = new CopyOnWriteArrayList<>();

	private volatile Consumer<JWTClaimsSet.Builder> claims;

	private volatile boolean signedByStranger;

	private volatile boolean failing;

	ScriptedOidcProvider() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newCachedThreadPool());
		this.server.createContext("/.well-known/openid-configuration",
				(exchange) -> answer(exchange, 200, discovery()));
		this.server.createContext("/keys",
				(exchange) -> answer(exchange, 200, new JWKSet(this.key.toPublicJWK()).toString()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", this::token);
		this.server.start();
		reset();
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String issuer() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void reset() {
		this.problems.clear();
		this.signedByStranger = false;
		this.failing = false;
		groups("ops");
	}

	/**
	 * Says from now on which groups the user is in.
	 * @param groups the groups
	 */
	void groups(String... groups) {
		answerWith((token) -> token.claim("groups", List.of(groups)));
	}

	/**
	 * Changes the claims of tokens from now on.
	 * @param change changes those of a good token
	 */
	void answerWith(Consumer<JWTClaimsSet.Builder> change) {
		this.claims = change;
	}

	void signWithTheKeyOfAnother() {
		this.signedByStranger = true;
	}

	void fail() {
		this.failing = true;
	}

	/**
	 * Returns what a strict provider would not have accepted.
	 * @return the problems
	 */
	List<String> problems() {
		return this.problems;
	}

	private String discovery() {
		String issuer = issuer();
		return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
				+ "/authorize\",\"token_endpoint\":\"" + issuer + "/token\",\"jwks_uri\":\"" + issuer
				+ "/keys\",\"subject_types_supported\":[\"public\"],\"response_types_supported\":[\"code\"],"
				+ "\"id_token_signing_alg_values_supported\":[\"RS256\"]}";
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
		require(CLIENT.equals(parameters.get("client_id")), "client_id");
		require("code".equals(parameters.get("response_type")), "response_type");
		require(parameters.getOrDefault("scope", "").contains("openid"), "scope");
		require("S256".equals(parameters.get("code_challenge_method")), "code_challenge_method");
		require(parameters.containsKey("nonce"), "nonce");
		String code = UUID.randomUUID().toString();
		this.codes.put(code, parameters);
		exchange.getResponseHeaders()
			.add("Location", parameters.get("redirect_uri") + "?code=" + code + "&state="
					+ URLEncoder.encode(parameters.get("state"), StandardCharsets.UTF_8));
		answer(exchange, 302, "");
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> parameters = parameters(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		if (this.failing) {
			answer(exchange, 500, "");
			return;
		}
		Map<String, String> request = this.codes.remove(parameters.getOrDefault("code", ""));
		if (request == null) {
			answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
			return;
		}
		String login = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
				+ URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
		require(("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
			.equals(exchange.getRequestHeaders().getFirst("Authorization")), "client's secret");
		require(request.get("redirect_uri").equals(parameters.get("redirect_uri")), "redirect_uri");
		require(request.get("code_challenge").equals(challenge(parameters.getOrDefault("code_verifier", ""))),
				"code_verifier");
		answer(exchange, 200, "{\"access_token\":\"the-access-token\",\"token_type\":\"Bearer\",\"expires_in\":60,"
				+ "\"id_token\":\"" + idToken(request.get("nonce")) + "\"}");
	}

	private void require(boolean condition, String what) {
		if (!condition) {
			this.problems.add(what);
		}
	}

	private static String challenge(String verifier) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String idToken(String nonce) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder token = new JWTClaimsSet.Builder().issuer(issuer())
			.subject("subject-4711")
			.audience(CLIENT)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(60)))
			.claim("nonce", nonce)
			.claim("preferred_username", "jo");
		this.claims.accept(token);
		try {
			SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(),
					token.build());
			jwt.sign(new RSASSASigner(this.signedByStranger ? this.strangersKey : this.key));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> parameters(String form) {
		if (form == null || form.isEmpty()) {
			return new HashMap<>();
		}
		return Arrays.stream(form.split("&", -1))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((parameter) -> parameter[0],
					(parameter) -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
	}

	private static void answer(HttpExchange exchange, int status, String body) {
		try (exchange) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
