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
package dev.larder.entry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The time to live of what a method caches, beside {@code @Cacheable} or
 * {@code @CachePut}. It replaces that of the cache, and that of a {@link TtlFunction};
 * other methods that store in the same cache keep theirs. <pre class="code">
 * &#064;Cacheable("prices")
 * &#064;CacheTtl("10m")
 * Price price(long product)
 *
 * &#064;Cacheable("tokens")
 * &#064;CacheTtl(expression = "#result.expiresAt")
 * Token token(String user)
 * </pre>
 * <p>
 * On a class it holds for all methods without one of their own; it can be used as a
 * meta-annotation. It holds for caches of Larder's that the cache operation names. Where
 * it cannot have an effect a warning says so, and one that cannot be understood fails the
 * start: both when the methods of the bean are looked at.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CacheTtl {

	/**
	 * The time to live as a duration with its unit, such as {@code 10m}, {@code 1h30m} or
	 * {@code PT10M}, or a placeholder for one, such as <code>${shop.ttl}</code>. Zero is
	 * for ever. As with the settings of a cache, jitter applies, and a cached
	 * {@code null} lives for its own time.
	 * @return the duration; empty if there is an {@link #expression()}
	 */
	String value() default "";

	/**
	 * A SpEL expression for the time to live of a result, which is {@code #result}. It
	 * evaluates to a {@link java.time.Duration}, to the {@link java.time.Instant} at
	 * which the entry is to expire, or to {@code null} for the time of the cache. Zero or
	 * less means that the result is not stored. Jitter does not apply. It is not
	 * evaluated for {@code null}, and where it fails the time of the cache applies and a
	 * warning is logged.
	 * @return the expression; empty if there is a {@link #value()}
	 */
	String expression() default "";

}
