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

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where on the service warns.
 *
 * @param hitRatio below which share of reads that find an entry
 * @param minReads how many reads a second there must be for that
 * @param evictedTime below which age of what a server evicts, since it was last used
 * @param fillRatio from which share of a server's memory that is taken
 * @param connectionRatio from which share of a server's connections that is taken
 * @param clockSkew above which difference between the clocks of servers
 * @param unevenLoad from which multiple of the servers' mean that one of them has
 * @param coherenceLag above which age of local copies after a change elsewhere
 * @param memory how long an event, such as a refused connection, is a warning
 */
public record WarningProperties(@DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double hitRatio,
		@DefaultValue("10") @DecimalMin("0") double minReads,
		@NotNull @DefaultValue("60s") @DurationMin(seconds = 0) Duration evictedTime,
		@DefaultValue("0.95") @DecimalMin("0") @DecimalMax("1") double fillRatio,
		@DefaultValue("0.9") @DecimalMin("0") @DecimalMax("1") double connectionRatio,
		@NotNull @DefaultValue("5s") @DurationMin(seconds = 0) Duration clockSkew,
		@DefaultValue("2") @DecimalMin("1") double unevenLoad,
		@NotNull @DefaultValue("1s") @DurationMin(millis = 0) Duration coherenceLag,
		@NotNull @DefaultValue("10m") @DurationMin(seconds = 1) Duration memory) {
}
