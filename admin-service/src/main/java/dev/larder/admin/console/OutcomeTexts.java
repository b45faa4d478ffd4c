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

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.context.MessageSource;
import org.springframework.util.StringUtils;

/**
 * What operations do to their targets, in the language of a reader. The API says it as a
 * code, such as {@code not-present}, as a code with the instance it was done through, or
 * as one of a few sentences.
 *
 * @param messages the texts
 * @param locale the language
 */
record OutcomeTexts(MessageSource messages, Locale locale) {

	private static final String THROUGH = " through ";

	private static final Pattern CODE = Pattern.compile("[a-z]+(?:-[a-z]+)*");

	/**
	 * The sentences by the messages for them, which take what is in the group.
	 */
	private static final Map<String, Pattern> SENTENCES = Map.ofEntries(
			sentence("for-all", "cleared for all (\\d+) instances that share it"),
			sentence("own", "cleared (\\d+) caches of its own"), sentence("announced", "announced through (.+)"),
			sentence("swept", "deleted; what was stored meanwhile may remain"),
			sentence("swept-partly", "deleted; what was stored meanwhile may remain, and so do (\\d+) keys .+"),
			sentence("csrf", "can be cleared, unless its protection from CSRF refuses it"),
			sentence("once", "once for all (\\d+) instances that share it; what is in memcached is not counted"),
			sentence("uncounted", "what is in memcached is not counted"),
			sentence("announces", "has all instances drop their copies"));

	private static Map.Entry<String, Pattern> sentence(String message, String pattern) {
		return Map.entry("outcome." + message, Pattern.compile(pattern));
	}

	String text(String outcome) {
		for (Map.Entry<String, Pattern> sentence : SENTENCES.entrySet()) {
			Matcher matcher = sentence.getValue().matcher(outcome);
			if (matcher.matches()) {
				return message(sentence.getKey(), (matcher.groupCount() > 0) ? matcher.group(1) : "");
			}
		}
		int end = outcome.indexOf(THROUGH);
		String code = (end > 0) ? outcome.substring(0, end) : outcome;
		if (!CODE.matcher(code).matches()) {
			return outcome;
		}
		String done = this.messages.getMessage("outcome." + code, null, "", this.locale);
		String text = StringUtils.hasLength(done) ? done : message("outcome.other");
		return (end > 0) ? message("outcome.through", text, outcome.substring(end + THROUGH.length())) : text;
	}

	private String message(String code, Object... arguments) {
		return this.messages.getMessage(code, arguments, this.locale);
	}

}
