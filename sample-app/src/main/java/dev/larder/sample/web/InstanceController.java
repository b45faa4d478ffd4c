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
package dev.larder.sample.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page which instance it asks, and of the others. */
@RestController
class InstanceController {

	private final String mode;

	private final PageProperties page;

	InstanceController(@Value("${larder.mode}") String mode, PageProperties page) {
		this.mode = mode;
		this.page = page;
	}

	@GetMapping("/instance")
	Instance get(HttpServletRequest request) {
		return new Instance(String.valueOf(request.getLocalPort()), this.mode, this.page.instances(),
				this.page.console());
	}

	/**
	 * An instance.
	 *
	 * @param name what it is called
	 * @param mode where its cached values live
	 * @param instances where all instances are, if that is known
	 * @param console where the admin service is, if that is known
	 */
	record Instance(String name, String mode, List<String> instances, @Nullable String console) {

	}

}
