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
import java.util.Map;
import java.util.stream.Collectors;

import dev.larder.admin.scan.ScanView;
import dev.larder.admin.sentence.SentenceTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Shows numbers and times to a reader of a language. What is unknown is a dash. Used by
 * one thread at a time.
 */
public final class Display {

	static final String UNKNOWN = "–";

	private static final int NAMED = 3;

	private static final String[] BYTE_UNITS = { "B", "KB", "MB", "GB", "TB", "PB" };

	private final Locale locale;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	private final NumberFormat whole;

	private final NumberFormat decimal;

	Display(Locale locale, MessageSource messages, Clock clock) {
		this.locale = locale;
		this.messages = messages;
		this.clock = clock;
		this.zone = clock.getZone();
		this.whole = format(locale, 0);
		this.decimal = format(locale, 1);
	}

	private static NumberFormat format(Locale locale, int decimals) {
		NumberFormat format = NumberFormat.getNumberInstance(locale);
		format.setMinimumFractionDigits(decimals);
		format.setMaximumFractionDigits(decimals);
		return format;
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
		// Ages of some minutes are compared
		return (duration.toMinutes() >= 2 && duration.toMinutes() < 10 && duration.toSecondsPart() > 0)
				? this.messages.getMessage("time.minutesAndSeconds",
						new Object[] { number(duration.toMinutes()), number(duration.toSecondsPart()) }, this.locale)
				: duration(millis, "time.days");
	}

	private String duration(Number millis, String days) {
		Duration duration = Duration.ofMillis(millis.longValue());
		if (duration.toMillis() < 1000) {
			return text("time.milliseconds", (duration.toMillis() > 0 || millis.doubleValue() == 0)
					? number(duration.toMillis()) : format(millis.doubleValue(), 1));
		}
		if (duration.toSeconds() < 120) {
			return text("time.seconds", number(duration.toSeconds()));
		}
		if (duration.toMinutes() < 120) {
			return text("time.minutes", number(duration.toMinutes()));
		}
		return (duration.toHours() < 48) ? text("time.hours", number(duration.toHours()))
				: text(days, number(duration.toDays()));
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
		if (value instanceof Number number && name.endsWith("Bytes")) {
			return bytes(number);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
		}
		return (value instanceof Number number) ? NumberFormat.getNumberInstance(this.locale).format(number)
				: String.valueOf(value);
	}

	/**
	 * Returns how a setting of a cache is called where it is set: in the properties of
	 * the application.
	 * @param name its name, which ends with its unit
	 * @return the name of the property, without that of the cache
	 */
	public String property(String name) {
		String plain = name.replaceFirst("(Ms|Bytes)$", "").replaceFirst("[tT]imeToLive", "Ttl");
		String property = plain.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT).replaceFirst("^-", "");
		return switch (property) {
			case "compression" -> "compression.algorithm";
			case "compression-threshold" -> "compression.threshold";
			default -> property;
		};
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
		Duration distance = Duration.between(time, this.clock.instant());
		Duration length = distance.abs();
		// Parts of a second are over when they are read
		String text = (length.toSeconds() > 0) ? duration(length.toMillis(), "time.days.distance")
				: text("time.seconds", number(0));
		return text(distance.isNegative() ? "time.ahead" : "time.ago", text);
	}

	/**
	 * Returns whether a time is too long ago.
	 * @param time the time
	 * @param seconds how long ago it may be
	 * @return whether it is longer ago
	 */
	public boolean isOld(@Nullable Instant time, long seconds) {
		return time != null && time.plusSeconds(seconds).isBefore(this.clock.instant());
	}

	/**
	 * Returns the time zone that all times are in, whoever looks at them.
	 * @return its name, as browsers know it
	 */
	public String zone() {
		String id = this.zone.normalized().getId();
		return id.equals("Z") ? "UTC" : id;
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
	 * Returns a text of which nothing is invisible, or changes the order of the rest. No
	 * two texts look alike for their escapes or blanks.
	 * @param text the text, such as a key
	 * @return the text with escapes for such characters, and for the backslash
	 */
	public String visible(String text) {
		StringBuilder visible = new StringBuilder();
		int index = 0;
		while (index < text.length()) {
			int character = text.codePointAt(index);
			if (character == '\\') {
				visible.append("\\\\");
			}
			else if (isVisible(character) && !isLost(text, index)) {
				visible.appendCodePoint(character);
			}
			else {
				visible.append(String.format((character > 0xffff) ? "\\u{%X}" : "\\u%04X", character));
			}
			index += Character.charCount(character);
		}
		return visible.toString();
	}

	/**
	 * Returns whether HTML would not show a blank: at an end, or beside another.
	 */
	private static boolean isLost(String text, int index) {
		return text.charAt(index) == ' ' && (index == 0 || index == text.length() - 1 || text.charAt(index - 1) == ' ');
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> character == ' ';
			default -> true;
		};
	}

	/**
	 * Returns how much of what there is a scan has seen.
	 * @param servers how far it has come with each server
	 * @return the text
	 */
	public String seen(List<ScanView.ServerProgress> servers) {
		long seen = 0;
		long items = 0;
		boolean known = true;
		for (ScanView.ServerProgress server : servers) {
			seen += server.seen();
			items += (server.items() != null) ? server.items() : 0;
			known &= server.items() != null;
		}
		return this.messages.getMessage(known ? "scan.seen" : "scan.seen.unknown",
				new Object[] { number(seen), number(items) }, this.locale);
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

	/**
	 * Returns what the service says, in the reader's language.
	 * @param code what it says
	 * @param arguments what it is about
	 * @return the sentence
	 */
	public String sentence(String code, Map<String, Object> arguments) {
		return new SentenceTemplate(this.messages.getMessage("sentence." + code, null, this.locale)).fill(arguments,
				this::argument);
	}

	private String argument(String name, Object value) {
		if (value instanceof Number number) {
			if (name.endsWith("Ratio")) {
				return percent(number);
			}
			return name.endsWith("PerSecond") ? decimal(number)
					: ((name.endsWith("Ms") || name.endsWith("Bytes")) ? setting(name, number) : number(number));
		}
		if (value instanceof List<?> list) {
			return names(list.stream().map(String::valueOf).toList());
		}
		return name.endsWith("At") ? exact(Instant.parse(String.valueOf(value))) : String.valueOf(value);
	}

	private String names(List<String> names) {
		return (names.size() <= NAMED) ? String.join(", ", names) : this.messages.getMessage("names.more",
				new Object[] { String.join(", ", names.subList(0, NAMED)), number(names.size() - NAMED) }, this.locale);
	}

	private String format(double number, int decimals) {
		return ((decimals > 0) ? this.decimal : this.whole).format(number);
	}

	private String text(String code, String argument) {
		return this.messages.getMessage(code, new Object[] { argument }, this.locale);
	}

}
