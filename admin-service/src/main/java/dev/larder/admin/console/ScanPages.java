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

import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.scan.Scan;
import dev.larder.admin.scan.ScanRequest;
import dev.larder.admin.scan.ScanService;
import dev.larder.admin.scan.ScanView;
import dev.larder.admin.scan.ScannedKey;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lists the keys of a cluster, and shows what was found.
 */
@Controller
class ScanPages {

	private static final int PAGE_SIZE = 100;

	private static final int KEPT_KEYS = 100_000;

	private static final int MAX_PATTERN = 250;

	private final ClusterCatalog clusters;

	private final ScanService service;

	ScanPages(ClusterCatalog clusters, ScanService service) {
		this.clusters = clusters;
		this.service = service;
	}

	@GetMapping("/clusters/{cluster}/scans")
	String scans(@PathVariable String cluster, Model model) {
		model.addAttribute("cluster", this.clusters.cluster(cluster));
		model.addAttribute("scans",
				this.service.newestFirst()
					.stream()
					.map(Scan::view)
					.filter((scan) -> scan.cluster().equals(cluster))
					.toList());
		return "scans";
	}

	@PostMapping("/clusters/{cluster}/scans")
	String start(@PathVariable String cluster, @RequestParam(defaultValue = "") String prefix,
			@RequestParam(defaultValue = "") String glob, Authentication user) {
		ScanRequest request = new ScanRequest(pattern(prefix), pattern(glob), KEPT_KEYS);
		return "redirect:/scans/" + this.service.start(cluster, request, user).id();
	}

	private static @Nullable String pattern(String text) {
		return StringUtils.hasLength(text) ? text.substring(0, Math.min(text.length(), MAX_PATTERN)) : null;
	}

	@GetMapping("/scans/{id}")
	String scan(@PathVariable String id, @RequestParam(defaultValue = "1") int page, Model model,
			HttpServletResponse response) {
		Scan scan = this.service.find(id);
		ScanView view = scan.view();
		int pages = Math.max(1, (scan.findings().keptCount() + PAGE_SIZE - 1) / PAGE_SIZE);
		int shown = Math.max(1, Math.min(page, pages));
		List<ScannedKey> keys = scan.findings().keys((shown - 1) * PAGE_SIZE, PAGE_SIZE);
		model.addAttribute("scan", view);
		model.addAttribute("cluster", this.clusters.cluster(view.cluster()));
		model.addAttribute("keys", keys);
		model.addAttribute("page", shown);
		model.addAttribute("pages", pages);
		model.addAttribute("sizes", Histogram.of(view.summary().sizes()));
		model.addAttribute("lives", Histogram.of(view.summary().remainingMs()));
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		return "scan";
	}

	@PostMapping("/scans/{id}/cancellations")
	String cancel(@PathVariable String id) {
		this.service.find(id).cancel();
		return "redirect:/scans/" + id;
	}

}
