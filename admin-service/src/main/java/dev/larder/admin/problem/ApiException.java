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
package dev.larder.admin.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An error that is answered as problem details.
 */
public class ApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ProblemCode code;

	private final String detail;

	private final transient Map<String, Object> properties;

	public ApiException(ProblemCode code, String detail) {
		this(code, detail, Map.of(), null);
	}

	/**
	 * Creates an exception.
	 * @param code the kind of error
	 * @param detail what happened, as a sentence that may be shown to the user
	 * @param properties further members of the problem details
	 * @param cause the cause
	 */
	public ApiException(ProblemCode code, String detail, Map<String, Object> properties, @Nullable Throwable cause) {
		super(detail, cause);
		this.code = code;
		this.detail = detail;
		this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
	}

	public ProblemCode code() {
		return this.code;
	}

	public String detail() {
		return this.detail;
	}

	public Map<String, Object> properties() {
		return this.properties;
	}

}
