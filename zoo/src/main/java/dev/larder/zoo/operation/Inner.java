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
package dev.larder.zoo.operation;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/**
 * Cached methods that other cached methods call.
 */
@Service
public class Inner {

	private final Operations operations;

	public Inner(@Lazy Operations operations) {
		this.operations = operations;
	}

	@Cacheable("inner")
	public String inner(String text) {
		return "inner " + text;
	}

	@Cacheable(cacheNames = "other", sync = true)
	public String other(String text) {
		return "other " + text + inner(text);
	}

	public String same(int depth) {
		return this.operations.nestedInSameCache(depth - 1);
	}

}
