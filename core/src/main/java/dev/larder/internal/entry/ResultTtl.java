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
package dev.larder.internal.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;

/**
 * The time to live that a method asks for what it stores: the same for all, or one that
 * follows from the value. Immutable and thread-safe; equal to another of the same text.
 */
public final class ResultTtl {

	private static final String EXPRESSION = "=";

	private final String text;

	private final @Nullable Duration fixed;

	private final @Nullable Expression expression;

	private ResultTtl(String text, @Nullable Duration fixed, @Nullable Expression expression) {
		this.text = text;
		this.fixed = fixed;
		this.expression = expression;
	}

	/**
	 * Creates a time to live that is the same for all values.
	 * @param duration a duration with its unit
	 * @return the time to live
	 * @throws IllegalArgumentException if that is none
	 */
	public static ResultTtl ofDuration(String duration) {
		String text = duration.strip();
		Assert.isTrue(text.isEmpty() || !Character.isDigit(text.charAt(text.length() - 1)),
				() -> "'" + text + "' has no unit: write 10s, 5m or 1h");
		DurationFormat.Style style = DurationFormatterUtils.detect(text);
		Duration fixed = DurationFormatterUtils.parse(text, style);
		Assert.isTrue(!fixed.isNegative(), () -> "'" + text + "' is negative");
		return new ResultTtl(fixed.toString(), fixed, null);
	}

	/**
	 * Creates a time to live that follows from the value.
	 * @param expression an expression about {@code #result}
	 * @return the time to live
	 * @throws IllegalArgumentException if that is none
	 */
	public static ResultTtl ofExpression(String expression) {
		try {
			return new ResultTtl(EXPRESSION + expression, null, new SpelExpressionParser().parseExpression(expression));
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("'" + expression + "' is no expression: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Reads a time to live.
	 * @param text the {@link #text()} of one
	 * @return the time to live
	 */
	public static ResultTtl parse(String text) {
		return text.startsWith(EXPRESSION) ? ofExpression(text.substring(EXPRESSION.length()))
				: new ResultTtl(text, Duration.parse(text), null);
	}

	/**
	 * Returns the time to live as text that can be parsed.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the time to live that is the same for all values.
	 * @return the duration, zero for ever, or {@code null} if it follows from the value
	 */
	@Nullable Duration fixed() {
		return this.fixed;
	}

	/**
	 * Returns the time to live that follows from a value.
	 * @param value the value
	 * @param clock tells how long it is until an instant
	 * @return the duration, zero or less if the value is not to be stored, or
	 * {@code null} if nothing follows from it
	 * @throws RuntimeException if the expression fails, or evaluates to something else
	 */
	public @Nullable Duration of(Object value, InstantSource clock) {
		if (this.expression == null) {
			return null;
		}
		StandardEvaluationContext context = new StandardEvaluationContext();
		context.setVariable("result", value);
		Object result = this.expression.getValue(context);
		if (result == null || result instanceof Duration) {
			return (Duration) result;
		}
		if (result instanceof Instant end) {
			return Duration.between(clock.instant(), end);
		}
		throw new IllegalStateException("'" + this.expression.getExpressionString()
				+ "' is neither a Duration nor an Instant but a " + result.getClass().getName());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ResultTtl ttl && this.text.equals(ttl.text));
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
