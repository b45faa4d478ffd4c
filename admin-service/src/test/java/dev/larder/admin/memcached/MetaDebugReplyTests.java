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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetaDebugReply}.
 */
class MetaDebugReplyTests {

	private static final ServerVersion OLD = new ServerVersion("1.6.18");

	private static final ServerVersion NEW = new ServerVersion("1.6.45");

	@Test
	void oldServersGiveTheTimeToLiveAsNegativeNumber() {
		ItemMetadata metadata = MetaDebugReply.parse("ME k exp=-98 la=0 cas=1 fetch=no cls=1 size=67", OLD);
		assertThat(metadata.timeToLive()).isEqualTo(Duration.ofSeconds(98));
	}

	@Test
	void minusOneOfAnOldServerIsAmbiguous() {
		ItemMetadata metadata = MetaDebugReply.parse("ME k exp=-1 la=0 cas=1 fetch=no cls=1 size=67", OLD);
		assertThat(metadata.neverExpires()).isNull();
		assertThat(metadata.timeToLive()).isNull();
	}

	@Test
	void minusOneOfANewServerMeansNever() {
		ItemMetadata metadata = MetaDebugReply.parse("ME k exp=-1 la=0 cas=1 fetch=no cls=1 size=67", NEW);
		assertThat(metadata.neverExpires()).isTrue();
	}

	@Test
	void newServersGiveTheTimeToLiveAsItIs() {
		ItemMetadata metadata = MetaDebugReply.parse("ME k exp=99 la=0 cas=1 fetch=no cls=1 size=67", NEW);
		assertThat(metadata.timeToLive()).isEqualTo(Duration.ofSeconds(99));
	}

	@Test
	void keyWithEqualsSignIsNotTakenForMetadata() {
		ItemMetadata metadata = MetaDebugReply.parse("ME cas=9 exp=99 la=0 cas=1 fetch=no cls=1 size=67", NEW);
		assertThat(metadata.cas()).isEqualTo(1);
	}

	@Test
	void missingAndStrangeValuesAreUnknown() {
		assertThat(MetaDebugReply.parse("ME k exp=soon", NEW))
			.isEqualTo(new ItemMetadata(null, null, null, null, null, null, null, null));
	}

}
