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

import java.time.Duration;

import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.hotkeys.HotKeyQuery;
import dev.larder.admin.hotkeys.HotKeyService;
import dev.larder.admin.hotkeys.HotKeyView;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Watches which keys of a server are read most, and shows them as they are read.
 */
@Controller
class HotKeyPages {

	private static final int MAX_SECONDS = 30;

	private final ClusterCatalog clusters;

	private final HotKeyService service;

	HotKeyPages(ClusterCatalog clusters, HotKeyService service) {
		this.clusters = clusters;
		this.service = service;
	}

	@PostMapping("/clusters/{cluster}/servers/{server}/hot-keys")
	String start(@PathVariable String cluster, @PathVariable String server,
			@RequestParam(defaultValue = "10") int seconds, Authentication user) {
		if (seconds < 1 || seconds > MAX_SECONDS) {
			throw new ApiException(ProblemCode.BAD_REQUEST, "A server is watched for 1 to " + MAX_SECONDS + " seconds");
		}
		return "redirect:/hot-keys/" + this.service.start(cluster, server, Duration.ofSeconds(seconds), user).id();
	}

	@GetMapping("/hot-keys/{id}")
	String watch(@PathVariable String id, @RequestParam(defaultValue = "false") boolean own,
			@RequestParam(defaultValue = "GETS") HotKeyQuery.Sort sort, Model model) {
		HotKeyView watch = this.service.find(id).view(0, new HotKeyQuery(own, sort));
		model.addAttribute("own", own);
		model.addAttribute("sort", sort);
		model.addAttribute("query",
				PageQuery.empty()
					.with("own", own ? true : null)
					.with("sort", (sort != HotKeyQuery.Sort.GETS) ? sort : null));
		model.addAttribute("watch", watch);
		model.addAttribute("cluster", this.clusters.cluster(watch.cluster()));
		return "hot-keys";
	}

	@PostMapping("/hot-keys/{id}/cancellations")
	String cancel(@PathVariable String id) {
		this.service.find(id).cancel();
		return "redirect:/hot-keys/" + id;
	}

}
