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

/**
 * A setting that the service cannot start with. Its message never holds a secret.
 */
public class InvalidAdminSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String action;

	/**
	 * Creates an exception.
	 * @param property the property's full name
	 * @param reason what is wrong, as a sentence
	 * @param action what to write instead, as a sentence
	 */
	public InvalidAdminSettingException(String property, String reason, String action) {
		super("The property '" + property + "' is wrong: " + reason);
		this.property = property;
		this.action = action;
	}

	/**
	 * Returns which setting is wrong.
	 * @return the property's full name
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns what to do about it.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
