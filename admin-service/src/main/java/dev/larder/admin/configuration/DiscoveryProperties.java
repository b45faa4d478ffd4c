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
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How applications are found in a registry, if there is a client of one.
 *
 * @param enabled whether they are
 * @param include patterns of the services' names; {@code *} stands for any text
 * @param exclude patterns of names that are left out nevertheless
 * @param interval how often the registry is asked
 * @param maxInstances how many instances are taken from it at most
 */
public record DiscoveryProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("*") List<@NotBlank String> include, @DefaultValue List<@NotBlank String> exclude,
		@NotNull @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration interval,
		@DefaultValue("1000") @Min(1) @Max(100_000) int maxInstances) {
}
