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
package dev.larder.sample.endtoend;

import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The screens of the console, each with where it is found. */
enum ConsoleScreen {

	LOGIN(Visitor.NOBODY, "/login"),

	OVERVIEW("/"),

	CLUSTER("/clusters/main"),

	DIFFERENCES("/clusters/main/differences"),

	SERVER("/clusters/main/servers/{server}"),

	SERVER_STATS("/clusters/main/servers/{server}?tab=STATS"),

	SERVER_SLABS("/clusters/main/servers/{server}?tab=SLABS"),

	SERVER_SETTINGS("/clusters/main/servers/{server}?tab=SETTINGS"),

	SERVER_CONNECTIONS("/clusters/main/servers/{server}?tab=CONNECTIONS"),

	SERVER_CAPABILITIES("/clusters/main/servers/{server}?tab=CAPABILITIES"),

	SCANS("/clusters/main/scans"),

	SCAN("/scans/{scan}"),

	HOT_KEYS("/hot-keys/{watch}"),

	APPLICATION("/applications/atlas"),

	MATRIX("/applications/atlas/matrix"),

	CACHE("/applications/atlas/cache?name=cities"),

	CACHE_INSTANCES("/applications/atlas/cache/instances?name=cities"),

	LOOK_UP("/look-up"),

	FOUND("/applications/atlas/cache?name=cities") {
		@Override
		void go(Page page) {
			page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(KEY);
			press(page, "Find");
			assertThat(page.locator("#found")).isVisible();
		}
	},

	VALUES("/applications/atlas/cache?name=cities") {
		@Override
		void go(Page page) {
			FOUND.go(page);
			press(page, "Show the values");
			assertThat(page.locator("article.shown")).isVisible();
		}
	},

	ITEM("/applications/atlas/cache?name=cities") {
		@Override
		void go(Page page) {
			FOUND.go(page);
			press(page, "Show the item");
			assertThat(page.locator("#item")).isVisible();
		}
	},

	PLAN_TO_EVICT("/applications/atlas/cache?name=cities") {
		@Override
		void go(Page page) {
			FOUND.go(page);
			press(page, "Evict everywhere");
			assertThat(page.locator("#reason")).isVisible();
		}
	},

	PLAN_TO_FLUSH("/clusters/main") {
		@Override
		void go(Page page) {
			press(page, "Flush all servers");
			assertThat(page.locator("#confirm")).isVisible();
		}
	},

	OPERATIONS("/operations"),

	OPERATION("/operations/{operation}"),

	AUDIT("/audit"),

	TOKENS("/tokens"),

	ABOUT("/about"),

	PREFERENCES("/preferences"),

	OVERVIEW_OF_A_VIEWER(Visitor.VIEWER, "/"),

	FORBIDDEN(Visitor.VIEWER, "/audit", 403),

	MISSING("/clusters/none", 404);

	/** A key of the cache {@code cities}, which is Shanghai. */
	static final String KEY = "1796236";

	private final Visitor visitor;

	private final String path;

	private final int status;

	ConsoleScreen(String path) {
		this(Visitor.ADMIN, path);
	}

	ConsoleScreen(String path, int status) {
		this(Visitor.ADMIN, path, status);
	}

	ConsoleScreen(Visitor visitor, String path) {
		this(visitor, path, 200);
	}

	ConsoleScreen(Visitor visitor, String path, int status) {
		this.visitor = visitor;
		this.path = path;
		this.status = status;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Returns whether it says that something cannot be shown. */
	boolean isError() {
		return this.status != 200;
	}

	/** Returns whom it is shown to. */
	Visitor visitor() {
		return this.visitor;
	}

	/**
	 * Opens the screen, and waits until all of it is there.
	 * @param page where
	 * @param ids the ids of things that have one
	 */
	void open(Page page, Map<String, String> ids) {
		String url = this.path;
		for (Map.Entry<String, String> id : ids.entrySet()) {
			url = url.replace("{" + id.getKey() + "}", id.getValue());
		}
		Response response = page.navigate(url);
		assertThat(response.status()).isEqualTo(this.status);
		go(page);
		// Charts are drawn, and what is fetched later is there
		assertThat(page.locator(".plot noscript")).hasCount(0);
		assertThat(page.locator("[hx-trigger=load]")).hasCount(0);
	}

	/** Goes on from the page at the screen's path, if the screen is a later one. */
	void go(Page page) {
	}

	private static void press(Page page, String button) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
	}

	/** Who looks at a screen. */
	enum Visitor {

		/** Somebody who has not logged in. */
		NOBODY,

		/** Somebody who may look. */
		VIEWER,

		/** Somebody who may do everything. */
		ADMIN;

		String id() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
