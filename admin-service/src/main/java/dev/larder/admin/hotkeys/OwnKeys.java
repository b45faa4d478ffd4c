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

package dev.larder.admin.hotkeys;

import java.util.regex.Pattern;

/**
 * Tells the keys under which Larder keeps what is its own, such as
 * {@code shop:products@generation}, from those of applications.
 */
final class OwnKeys {

	private static final Pattern OWN = Pattern
		.compile("[^:@]+(?::[^:@]+)?@(?:generation|servers|ring|journal(?::\\d+)?|lease~.*)");

	private OwnKeys() {
	}

	static boolean contain(String key) {
		return key.indexOf('@') > 0 && OWN.matcher(key).matches();
	}

}
