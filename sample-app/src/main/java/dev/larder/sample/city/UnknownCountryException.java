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
package dev.larder.sample.city;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Thrown for a country of which no city is known; answered with status 400. */
class UnknownCountryException extends ErrorResponseException {

	UnknownCountryException(String country) {
		super(HttpStatus.BAD_REQUEST);
		getBody().setTitle("Unknown country");
		getBody().setDetail("No city is known of a country with the ISO 3166-1 code " + country + ".");
	}

}
