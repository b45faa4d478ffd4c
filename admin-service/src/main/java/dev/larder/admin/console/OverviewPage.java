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

package dev.larder.admin.console;

import java.util.List;

import dev.larder.admin.overview.Overview;
import dev.larder.admin.overview.OverviewService;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows everything at a glance.
 */
@Controller
class OverviewPage {

	private static final List<Column> OF_APPLICATIONS = List.of(Column.HIT_RATIO, Column.READS, Column.LOADS,
			Column.MEAN_LOAD, Column.ERRORS, Column.ENTRIES);

	private static final List<Column> OF_CLUSTERS = List.of(Column.CLUSTER_HIT_RATIO, Column.SERVER_READS,
			Column.MEMORY, Column.EVICTIONS, Column.CONNECTIONS);

	private final OverviewService service;

	OverviewPage(OverviewService service) {
		this.service = service;
	}

	@GetMapping("/")
	String overview(Model model) {
		Overview overview = this.service.overview();
		model.addAttribute("overview", overview);
		model.addAttribute("applications", overview.applications().stream().map(Row::application).toList());
		model.addAttribute("applicationColumns", OF_APPLICATIONS);
		model.addAttribute("clusters", overview.clusters().stream().map(Row::cluster).toList());
		model.addAttribute("clusterColumns", OF_CLUSTERS);
		return "overview";
	}

}
