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

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service follows clusters and applications over time.
 *
 * @param enabled whether it asks servers and instances by itself
 * @param interval how often
 * @param quarantineAfter after how many failures in a row a server or an instance is
 * asked less often
 * @param maxSeries how many servers, clusters, caches and applications have a history
 */
public record HistoryProperties(@DefaultValue("true") boolean enabled,
		@NotNull @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration interval,
		@DefaultValue("3") @Min(1) @Max(100) int quarantineAfter,
		@DefaultValue("1000") @Min(1) @Max(100_000) int maxSeries) {
}
