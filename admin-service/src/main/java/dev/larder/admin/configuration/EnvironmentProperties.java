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

import java.util.Locale;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages show which environment this is, so that nobody takes one for another.
 *
 * @param name what to call it, such as {@code production}; nothing is shown without
 * @param color the colour of the name
 */
public record EnvironmentProperties(@Nullable @Size(max = 30) String name, @NotNull @DefaultValue("GREY") Color color) {

	/**
	 * The colour of an environment's name.
	 */
	public enum Color {

		GREY,

		GREEN,

		BLUE,

		VIOLET,

		AMBER,

		RED;

		/**
		 * Returns the name as pages have it.
		 * @return the name in lower case
		 */
		public String id() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
