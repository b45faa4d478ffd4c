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

import jakarta.validation.Valid;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people log in.
 *
 * @param formLogin whether with the form, with the name and password of a configured user
 * @param oidc what users may do who log in with a provider of OpenID Connect
 */
public record LoginProperties(@DefaultValue("true") boolean formLogin,
		@NestedConfigurationProperty @Valid @DefaultValue OidcProperties oidc) {

}
