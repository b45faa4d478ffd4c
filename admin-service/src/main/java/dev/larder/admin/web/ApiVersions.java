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
package dev.larder.admin.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;
import org.springframework.web.accept.ApiVersionParser;

/**
 * Reads versions of the API as they are in paths: {@code v1}, and nothing else that might
 * mean the same.
 */
final class ApiVersions implements ApiVersionParser<Integer> {

	private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,3})");

	@Override
	public Integer parseVersion(String version) {
		Matcher matcher = VERSION.matcher(version);
		Assert.isTrue(matcher.matches(), () -> "'" + version + "' is not a version such as 'v1'");
		return Integer.valueOf(matcher.group(1));
	}

}
