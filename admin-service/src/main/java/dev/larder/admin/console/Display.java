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

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Shows numbers and times to a reader of a language. What is unknown is a dash.
 */
public final class Display {

	static final String UNKNOWN = "–";

	private static final String[] BYTE_UNITS = { "B", "KB", "MB", "GB", "TB", "PB" };

	private final Locale locale;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	Display(Locale locale, MessageSource messages, Clock clock) {
		this.locale = locale;
		this.messages = messages;
		this.clock = clock;
		this.zone = clock.getZone();
	}

	/**
	 * Returns a whole number.
	 * @param number the number
	 * @return the number with separators
	 */
	public String number(@Nullable Number number) {
		return (number != null) ? format(number.doubleValue(), 0) : UNKNOWN;
	}

	/**
	 * Returns a number per second, or any other that is not whole.
	 * @param number the number
	 * @return the number with one decimal place
	 */
	public String decimal(@Nullable Number number) {
		return (number != null) ? format(number.doubleValue(), 1) : UNKNOWN;
	}

	/**
	 * Returns a share of a whole.
	 * @param ratio the share, from 0 to 1
	 * @return the percentage with one decimal place
	 */
	public String percent(@Nullable Number ratio) {
		return (ratio != null) ? format(ratio.doubleValue() * 100, 1) + " %" : UNKNOWN;
	}

	/**
	 * Returns an amount of memory.
	 * @param bytes the number of bytes
	 * @return the amount in the unit that fits, of 1,024 of the one before
	 */
	public String bytes(@Nullable Number bytes) {
		if (bytes == null) {
			return UNKNOWN;
		}
		double amount = bytes.doubleValue();
		int unit = 0;
		while (Math.abs(amount) >= 1024 && unit < BYTE_UNITS.length - 1) {
			amount /= 1024;
			unit++;
		}
		return format(amount, (unit > 0) ? 1 : 0) + " " + BYTE_UNITS[unit];
	}

	/**
	 * Returns a time span.
	 * @param millis its length in milliseconds
	 * @return the length in the unit that fits
	 */
	public String duration(@Nullable Number millis) {
		if (millis == null) {
			return UNKNOWN;
		}
		Duration duration = Duration.ofMillis(millis.longValue());
		if (duration.toMillis() < 1000) {
			return text("time.milliseconds",
					(duration.toMillis() > 0) ? number(duration.toMillis()) : format(millis.doubleValue(), 1));
		}
		if (duration.toSeconds() < 120) {
			return text("time.seconds", number(duration.toSeconds()));
		}
		if (duration.toMinutes() < 120) {
			return text("time.minutes", number(duration.toMinutes()));
		}
		return (duration.toHours() < 48) ? text("time.hours", number(duration.toHours()))
				: text("time.days", number(duration.toDays()));
	}

	/**
	 * Returns a setting of a cache.
	 * @param name its name, which ends with its unit
	 * @param value its value
	 * @return the value in the unit that fits
	 */
	public String setting(String name, @Nullable Object value) {
		if (value instanceof Number number && name.endsWith("Ms")) {
			return duration(number);
		}
		return (value instanceof Number number && name.endsWith("Bytes")) ? bytes(number) : String.valueOf(value);
	}

	/**
	 * Returns how long ago something was, or in what time it will be.
	 * @param time when it was
	 * @return the distance to now
	 */
	public String ago(@Nullable Instant time) {
		if (time == null) {
			return UNKNOWN;
		}
		long millis = Duration.between(time, this.clock.instant()).toMillis();
		return (millis >= 0) ? text("time.ago", duration(millis)) : text("time.ahead", duration(-millis));
	}

	/**
	 * Returns a time to the second.
	 * @param time the time
	 * @return the date and the time, in the time zone of the service
	 */
	public String exact(@Nullable Instant time) {
		return (time != null) ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
			.withLocale(this.locale)
			.withZone(this.zone)
			.format(time) : UNKNOWN;
	}

	/**
	 * Returns the latest number that is known.
	 * @param values the numbers over time, {@code null} where nothing is known
	 * @return the number, or {@code null} if none is known
	 */
	public @Nullable Double latest(@Nullable List<@Nullable Double> values) {
		for (int i = (values != null) ? values.size() - 1 : -1; i >= 0; i--) {
			if (values != null && values.get(i) != null) {
				return values.get(i);
			}
		}
		return null;
	}

	/**
	 * Returns a line of numbers over time.
	 * @param values the numbers, {@code null} where nothing is known
	 * @param ceiling what the top stands for at least
	 * @return the line
	 */
	public Object spark(@Nullable List<@Nullable Double> values, double ceiling) {
		return Sparkline.of(values, ceiling);
	}

	private String format(double number, int decimals) {
		NumberFormat format = NumberFormat.getNumberInstance(this.locale);
		format.setMinimumFractionDigits(decimals);
		format.setMaximumFractionDigits(decimals);
		return format.format(number);
	}

	private String text(String code, String argument) {
		return this.messages.getMessage(code, new Object[] { argument }, this.locale);
	}

}
