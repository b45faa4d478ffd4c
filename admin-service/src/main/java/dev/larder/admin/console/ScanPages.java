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

import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.scan.KeyLevel;
import dev.larder.admin.scan.KeyQuery;
import dev.larder.admin.scan.KeyTree;
import dev.larder.admin.scan.Scan;
import dev.larder.admin.scan.ScanRequest;
import dev.larder.admin.scan.ScanService;
import dev.larder.admin.scan.ScanView;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lists the keys of a cluster, and shows what was found.
 */
@Controller
class ScanPages {

	private static final int PAGE_SIZE = 100;

	/**
	 * How many of the largest are shown; the tree has them all.
	 */
	private static final int GROUPS = 20;

	/**
	 * Smaller ones than a hundredth of the memory are not shown.
	 */
	private static final int LEAST_SHARE = 100;

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
	String scan(@PathVariable String id, @ModelAttribute("wanted") Wanted wanted,
			@RequestParam(defaultValue = "1") int page, Model model) {
		Scan scan = this.service.find(id);
		ScanView view = scan.view();
		KeyQuery query = wanted.keys();
		int shown = Math.max(1, Math.min(page, Integer.MAX_VALUE / PAGE_SIZE));
		KeyTree.Keys keys = scan.tree().keys(query, (shown - 1) * PAGE_SIZE, PAGE_SIZE);
		int pages = Math.max(1, (keys.count() + PAGE_SIZE - 1) / PAGE_SIZE);
		if (shown > pages) {
			shown = pages;
			keys = scan.tree().keys(query, (shown - 1) * PAGE_SIZE, PAGE_SIZE);
		}
		model.addAttribute("scan", view);
		model.addAttribute("cluster", this.clusters.cluster(view.cluster()));
		model.addAttribute("tree", OpenTree.of(scan.tree(), wanted.open(), wanted.levels()));
		model.addAttribute("node", wanted.open());
		model.addAttribute("treeSort", wanted.levels());
		model.addAttribute("query", wanted.query());
		model.addAttribute("sorting", new Sorting(query.sort().name(), query.descending()));
		model.addAttribute("keys", keys.items());
		model.addAttribute("count", keys.count());
		model.addAttribute("page", shown);
		model.addAttribute("pages", pages);
		model.addAttribute("sizes", Histogram.of(view.summary().sizes()));
		model.addAttribute("lives", Histogram.of(view.summary().remainingMs()));
		model.addAttribute("groups",
				view.summary()
					.groups()
					.stream()
					.filter((group) -> group.itemBytes() * LEAST_SHARE >= view.summary().itemBytes())
					.limit(GROUPS)
					.toList());
		return "scan";
	}

	@PostMapping("/scans/{id}/cancellations")
	String cancel(@PathVariable String id) {
		this.service.find(id).cancel();
		return "redirect:/scans/" + id;
	}

	/**
	 * What is wanted of a scan, as the parameters of the URL. Nodes of the tree have
	 * numbers, so that no part of a key is there.
	 *
	 * @param node the node that is open in the tree, and whose keys are listed
	 * @param tree what the nodes of the tree are sorted by
	 * @param dead whether only those keys are wanted that nobody will read again
	 * @param server the server that has them
	 * @param fetched whether only those are wanted that were read
	 * @param sort what they are sorted by
	 * @param descending whether in the opposite order
	 */
	record Wanted(@Nullable Integer node, KeyLevel.@Nullable Sort tree, @Nullable Boolean dead, @Nullable String server,
			@Nullable Boolean fetched, KeyQuery.@Nullable Sort sort, @Nullable Boolean descending) {

		int open() {
			return (this.node != null) ? this.node : KeyTree.ROOT;
		}

		KeyLevel.Sort levels() {
			return (this.tree != null) ? this.tree : KeyLevel.Sort.ITEM_BYTES;
		}

		KeyQuery keys() {
			return new KeyQuery(open(), this.dead, StringUtils.hasLength(this.server) ? this.server : null,
					this.fetched, (this.sort != null) ? this.sort : KeyQuery.Sort.FOUND,
					Boolean.TRUE.equals(this.descending));
		}

		/**
		 * Returns the parameters as far as they are not the usual ones.
		 */
		PageQuery query() {
			KeyQuery keys = keys();
			return PageQuery.empty()
				.with("node", (open() != KeyTree.ROOT) ? open() : null)
				.with("tree", (levels() != KeyLevel.Sort.ITEM_BYTES) ? levels() : null)
				.with("dead", this.dead)
				.with("server", keys.server())
				.with("fetched", this.fetched)
				.with("sort", (keys.sort() != KeyQuery.Sort.FOUND) ? keys.sort() : null)
				.with("descending", keys.descending() ? true : null);
		}

	}

}
