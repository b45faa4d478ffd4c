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

package dev.larder.admin.overview;

import io.swagger.v3.oas.annotations.Operation;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what is not the same in all servers of a cluster, which are asked for it.
 */
@RestController
@RequestMapping(path = "/api/{version}/clusters/{cluster}/differences", version = "v1")
class DifferencesController {

	private final DifferencesService service;

	DifferencesController(DifferencesService service) {
		this.service = service;
	}

	@GetMapping
	@Operation(summary = "What is not the same in all servers of a cluster")
	Differences differences(@PathVariable String cluster) {
		return this.service.differences(cluster);
	}

}
