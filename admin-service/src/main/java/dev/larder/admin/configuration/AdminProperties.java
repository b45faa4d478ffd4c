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
package dev.larder.admin.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.AdminRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the admin service.
 *
 * @param clusters memcached servers, in named groups
 * @param applications applications that use Larder
 * @param credentials what is shown to applications that have no credentials of their own
 * here, by name
 * @param discovery how applications are found in a registry
 * @param registration how applications register by themselves
 * @param environment how pages show which environment this is
 * @param users who may log in. Without any, a user 'admin' with a random password is made
 * at every start.
 * @param connectTimeout longest wait for a connection to a server or an instance
 * @param readTimeout longest wait for an answer of a server or an instance
 * @param deadline longest time after which a question to several targets is answered with
 * what has arrived
 * @param dnsInterval how often the servers of clusters are looked up that have them found
 * by a name
 * @param concurrency how many questions a server or an instance gets at the same time
 * @param maxPreviewSize how much of a value is read for a preview
 * @param dataDirectory where the database is, unless 'spring.datasource.url' says so
 * @param operations what operations need, and how long they are kept
 * @param audit how long audit events are kept
 * @param history how servers and instances are followed over time
 * @param warnings from where on the service warns
 * @param limits how often logins may fail, and how many requests a user may send
 * @param tokens how long tokens may be valid
 * @param values which values are never shown
 * @param security how people log in
 * @param client settings of the applications that register, which may share a file with
 * this service; it leaves them alone
 */
@Validated
@ConfigurationProperties(prefix = "larder.admin", ignoreUnknownFields = false)
public record AdminProperties(@DefaultValue List<@Valid Cluster> clusters,
		@DefaultValue List<@Valid Application> applications,
		@DefaultValue List<@Valid ApplicationCredentials> credentials,
		@NestedConfigurationProperty @Valid @DefaultValue DiscoveryProperties discovery,
		@NestedConfigurationProperty @Valid @DefaultValue RegistrationProperties registration,
		@NestedConfigurationProperty @Valid @DefaultValue EnvironmentProperties environment,
		@DefaultValue List<@Valid User> users,
		@NotNull @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration connectTimeout,
		@NotNull @DefaultValue("3s") @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration readTimeout,
		@NotNull @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 5) Duration deadline,
		@NotNull @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration dnsInterval,
		@DefaultValue("8") @Min(1) @Max(64) int concurrency, @NotNull @DefaultValue("64KB") DataSize maxPreviewSize,
		@NotNull @DefaultValue("larder-admin-data") Path dataDirectory, @Valid @DefaultValue Operations operations,
		@Valid @DefaultValue Audit audit, @NestedConfigurationProperty @Valid @DefaultValue HistoryProperties history,
		@NestedConfigurationProperty @Valid @DefaultValue WarningProperties warnings,
		@Valid @DefaultValue Limits limits, @Valid @DefaultValue Tokens tokens, @Valid @DefaultValue Values values,
		@NestedConfigurationProperty @Valid @DefaultValue LoginProperties security,
		@DefaultValue Map<String, Object> client) {

	private static final DataSize MAX_PREVIEW_SIZE = DataSize.ofMegabytes(16);

	/**
	 * What a name may consist of, so that it can be part of a URL as it is.
	 */
	public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

	static final String NAME_MESSAGE = "must start with a letter or digit, go on with letters, digits, '.', '_' or '-',"
			+ " and have 63 characters at most";

	static final String PATTERN_MESSAGE = "must be a name, or one with '*' for any characters";

	public AdminProperties {
		if (maxPreviewSize.toBytes() < 1 || maxPreviewSize.compareTo(MAX_PREVIEW_SIZE) > 0) {
			throw new InvalidAdminSettingException("larder.admin.max-preview-size",
					maxPreviewSize + " is not from 1B to 16MB.", "Write a size such as 64KB.");
		}
		if (deadline.compareTo(readTimeout) < 0) {
			throw new InvalidAdminSettingException("larder.admin.deadline",
					deadline.toMillis() + " ms are less than the " + readTimeout.toMillis()
							+ " ms of 'larder.admin.read-timeout', so that no answer could take that long.",
					"Write a deadline of twice the read timeout or more, or shorten the read timeout.");
		}
	}

	/**
	 * What operations need, and how long they are kept.
	 *
	 * @param reasonRequired whether an operation that changes something needs a reason
	 * @param approvalRequired whether a flush needs the approval of a second
	 * administrator
	 * @param maxWait how long a request waits for its operation to end before it is
	 * answered with what has been done so far
	 * @param maxDuration how long an operation that goes through the keys of a server, or
	 * of an instance, may take for each of its steps
	 * @param deletesPerSecond how many items of a server such an operation deletes in a
	 * second
	 * @param retention how long operations are kept
	 * @param maxCount how many operations are kept
	 */
	public record Operations(@DefaultValue("false") boolean reasonRequired,
			@DefaultValue("false") boolean approvalRequired,
			@NotNull @DefaultValue("10s") @DurationMin(millis = 0) @DurationMax(minutes = 1) Duration maxWait,
			@NotNull @DefaultValue("30m") @DurationMin(seconds = 1) @DurationMax(hours = 24) Duration maxDuration,
			@DefaultValue("2000") @Min(1) @Max(1_000_000) int deletesPerSecond,
			@NotNull @DefaultValue("90d") @DurationMin(hours = 1) Duration retention,
			@DefaultValue("100000") @Min(10) @Max(10_000_000) int maxCount) {
	}

	/**
	 * How long audit events are kept.
	 *
	 * @param retention how long
	 * @param maxCount how many
	 */
	public record Audit(@NotNull @DefaultValue("365d") @DurationMin(hours = 1) Duration retention,
			@DefaultValue("1000000") @Min(100) @Max(1_000_000_000) int maxCount) {
	}

	/**
	 * How often logins may fail, and how many requests a user may send.
	 *
	 * @param loginFailures how many logins from one address with one user name may fail
	 * before the next has to wait
	 * @param addressFailures how many logins from one address may fail, whatever the user
	 * name, before the next has to wait
	 * @param firstDelay how long the first wait is; each further failure doubles it
	 * @param maxDelay how long a wait is at most
	 * @param forgetAfter how long after the last one failures are forgotten
	 * @param maxTracked of how many addresses and names failures are remembered
	 * @param requestsPerMinute how many requests a user may send to the API
	 */
	public record Limits(@DefaultValue("5") @Min(1) @Max(1000) int loginFailures,
			@DefaultValue("30") @Min(1) @Max(100_000) int addressFailures,
			@NotNull @DefaultValue("1s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration firstDelay,
			@NotNull @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration maxDelay,
			@NotNull @DefaultValue("1h") @DurationMin(minutes = 1) @DurationMax(days = 7) Duration forgetAfter,
			@DefaultValue("10000") @Min(100) @Max(10_000_000) int maxTracked,
			@DefaultValue("1200") @Min(10) @Max(10_000_000) int requestsPerMinute) {

		public Limits {
			if (maxDelay.compareTo(firstDelay) < 0) {
				throw new InvalidAdminSettingException("larder.admin.limits.max-delay",
						"it is shorter than 'larder.admin.limits.first-delay'.", "Write a longer time, such as 15m.");
			}
			if (forgetAfter.compareTo(maxDelay) < 0) {
				throw new InvalidAdminSettingException("larder.admin.limits.forget-after",
						"it is shorter than 'larder.admin.limits.max-delay', so that no wait could be that long.",
						"Write a longer time, such as 1h.");
			}
		}
	}

	/**
	 * How long tokens may be valid.
	 *
	 * @param maxValidity the longest time from a token's creation to its expiry
	 */
	public record Tokens(
			@NotNull @DefaultValue("365d") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration maxValidity) {
	}

	/**
	 * What is not shown of values, even to users who may see them.
	 *
	 * @param maskedCaches patterns of the names of caches whose values are not shown
	 * @param maskedFields patterns of the names of fields that are not shown. Only
	 * letters and digits count, in upper or lower case.
	 */
	public record Values(@DefaultValue @Size(max = 200) List<@NotBlank @Size(max = 100) String> maskedCaches,
			@DefaultValue( {
					"*password*", "*passwd*", "*passphrase*", "*pwd*", "*secret*", "*token*", "*credential*",
					"*apikey*", "*accesskey*", "*privatekey*", "*authorization*" }) @Size(
							max = 200) List<@NotBlank @Size(max = 100) String> maskedFields){
	}

	/**
	 * A group of memcached servers.
	 *
	 * @param name its name, part of URLs
	 * @param servers its servers, as {@code host:port}
	 * @param dns a DNS name each of whose addresses is a server, as {@code name:port};
	 * instead of 'servers'
	 * @param elasticache a configuration endpoint of Amazon ElastiCache or Google Cloud
	 * Memorystore, which is asked for the servers, as {@code name:port}; instead of
	 * 'servers'
	 * @param username name shown to servers that have a file of passwords
	 * @param password password shown to servers that have a file of passwords
	 * @param ssl how connections to the servers are encrypted
	 */
	public record Cluster(@NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
			@DefaultValue List<@NotBlank String> servers, @Nullable String dns, @Nullable String elasticache,
			@Nullable String username, @Nullable String password, @DefaultValue Ssl ssl) {

		@Override
		public String toString() {
			return "Cluster[name=" + this.name + ", servers=" + this.servers + ", dns=" + this.dns + ", elasticache="
					+ this.elasticache + "]";
		}

	}

	/**
	 * How connections to the servers of a cluster are encrypted.
	 *
	 * @param enabled whether they are; by default if there is a bundle
	 * @param bundle name of the SSL bundle with the certificates to trust, and the one
	 * the service shows the servers. Without it those that the Java virtual machine
	 * trusts are.
	 */
	public record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

	}

	/**
	 * An application.
	 *
	 * @param name its name, part of URLs
	 * @param instances the URLs of its instances' management endpoints, such as
	 * {@code http://localhost:8080/actuator}
	 * @param cluster the name of the cluster it keeps its items in; found by the
	 * addresses of its servers if left out
	 * @param username user name for the endpoints
	 * @param password password for the endpoints
	 * @param tokenFile file with the bearer token for the endpoints, instead of a user
	 * name; read again for each request
	 * @param sslBundle the name of the SSL bundle that has the authorities that the
	 * instances' certificates are signed by, and the certificate the service shows them
	 */
	public record Application(@NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
			@NotEmpty List<@NotBlank String> instances, @Nullable String cluster, @Nullable String username,
			@Nullable String password, @Nullable Path tokenFile, @Nullable String sslBundle) {

		@Override
		public String toString() {
			return "Application[name=" + this.name + ", instances=" + this.instances + "]";
		}

	}

	/**
	 * What is shown to applications by name, whoever found them.
	 *
	 * @param applications patterns of their names; {@code *} stands for any text
	 * @param username user name for the endpoints
	 * @param password password for the endpoints
	 * @param tokenFile file with the bearer token for the endpoints, instead of a user
	 * name
	 * @param sslBundle the name of the SSL bundle to connect with
	 * @param forRegistered whether instances that have registered themselves are shown
	 * user name and password, or the token, as well
	 */
	public record ApplicationCredentials(@NotEmpty List<@NotBlank String> applications, @Nullable String username,
			@Nullable String password, @Nullable Path tokenFile, @Nullable String sslBundle,
			@DefaultValue("false") boolean forRegistered) {

		@Override
		public String toString() {
			return "ApplicationCredentials[applications=" + this.applications + "]";
		}

	}

	/**
	 * Somebody who may log in.
	 *
	 * @param name user name
	 * @param password hash of the password, with the name of the algorithm in braces
	 * before it
	 * @param role what the user may do
	 * @param values whether the user may also see values
	 * @param clusters patterns of the names of the clusters the rights are about
	 * @param applications patterns of the names of the applications the rights are about
	 */
	public record User(@NotBlank String name, @NotBlank String password, @DefaultValue("VIEWER") AdminRole role,
			@DefaultValue("false") boolean values,
			@DefaultValue("*") List<@Pattern(regexp = AccessScope.PATTERN, message = PATTERN_MESSAGE) String> clusters,
			@DefaultValue("*") List<@Pattern(regexp = AccessScope.PATTERN,
					message = PATTERN_MESSAGE) String> applications) {

		@Override
		public String toString() {
			return "User[name=" + this.name + ", role=" + this.role + ", values=" + this.values + "]";
		}

	}

}
