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

package dev.larder.admin.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.AdminClient;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.postgresql.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The service with the grants of its documentation, whose statements are run as they
 * stand there: its own user can add audit events, and do nothing else to them.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class AppendOnlyAuditTests {

	private static final Path PAGE = Path.of("../docs/admin-service.md");

	private static final String PERMISSION_DENIED = "42501";

	private final PostgresServer postgres = PostgresServer.start();

	private final MemcachedServer memcached = MemcachedServer.start();

	private AdminClient admin;

	/**
	 * Returns the statements of the page that are to be run at a time.
	 */
	private static String statements(String when) throws IOException {
		Matcher block = Pattern.compile("```sql\\R-- " + when + "\\R(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(PAGE));
		assertThat(block.find()).as(when).isTrue();
		return block.group(1);
	}

	private AdminClient startService() {
		return AdminClient.start(List.of("spring.datasource.url=" + this.postgres.url(),
				"spring.datasource.username=larder_admin", "spring.datasource.password=another secret",
				"spring.flyway.user=larder_owner", "spring.flyway.password=one secret"), this.memcached);
	}

	@BeforeAll
	void start() throws IOException {
		this.postgres.execute(statements("before the first start"));
		startService().close();
		this.postgres.execute(statements("after the first start"));
		this.admin = startService();
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.memcached.close();
		this.postgres.close();
	}

	private void evict() {
		AdminClient.Response done = this.admin.post("/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":false}");
		assertThat(done.text("$.state")).isEqualTo("SUCCEEDED");
	}

	private int execute(String user, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.postgres.url(), user, "");
				Statement statement = connection.createStatement()) {
			return statement.executeUpdate(sql);
		}
	}

	@Test
	void serviceDoesItsWork() {
		evict();
		assertThat(this.admin.get("/api/v1/audit-events?type=KEY_EVICT").texts("$.items[*].data.outcome"))
			.contains("INTENT", "SUCCEEDED");
		String session = this.admin.login();
		assertThat(this.admin.getWithCookie("/api/v1/me", session).status()).isEqualTo(200);
		assertThat(this.admin.logout(session).status()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "update audit_event set principal = 'somebody else'", "delete from audit_event",
			"truncate audit_event", "drop table audit_event", "alter table audit_event disable trigger all",
			"create rule forget as on insert to audit_event do instead nothing",
			"grant all on audit_event to larder_admin", "delete from flyway_schema_history",
			"create table larder.other (a int)" })
	void databaseRefusesToLetTheServiceChangeThePast(String sql) throws SQLException {
		evict();
		if (sql.startsWith("grant")) {
			// PostgreSQL grants nothing, and warns
			execute("larder_admin", sql);
			sql = "delete from audit_event";
		}
		String refused = sql;
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute("larder_admin", refused))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(PERMISSION_DENIED));
	}

	@Test
	void pruningIsLeftToTheOwner(CapturedOutput output) throws Exception {
		evict();
		this.admin.bean(AuditPruning.class).prune();
		this.admin.bean(AuditPruning.class).prune();
		assertThat(output.getOut().split("may not remove audit events", -1)).as("reminded once").hasSize(2);
		this.postgres.execute("update larder.audit_event set occurred_at = now() - interval '366 days'"
				+ " where id = (select min(id) from larder.audit_event)");
		assertThat(execute("larder_owner", statements("from time to time, as the owner"))).isEqualTo(1);
	}

}
