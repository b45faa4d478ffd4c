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
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How applications register by themselves.
 *
 * @param enabled whether they may
 * @param allowedAddresses the ranges of addresses that instances may have, such as
 * {@code 10.0.0.0/8}. Link-local addresses are never allowed.
 * @param expiresAfter how long after its last renewal an instance is forgotten
 * @param maxInstances how many instances may be registered
 * @param maxInstancesPerApplication how many of these an application may have
 */
public record RegistrationProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue @Size(max = 1000) List<@NotBlank @Size(max = 100) String> allowedAddresses,
		@NotNull @DefaultValue("90s") @DurationMin(seconds = 5) @DurationMax(hours = 1) Duration expiresAfter,
		@DefaultValue("1000") @Min(1) @Max(100_000) int maxInstances,
		@DefaultValue("100") @Min(1) @Max(100_000) int maxInstancesPerApplication) {
}
