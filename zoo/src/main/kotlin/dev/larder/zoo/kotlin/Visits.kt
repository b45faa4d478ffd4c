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
package dev.larder.zoo.kotlin

import dev.larder.zoo.animal.UnknownAnimalException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.future
import org.springframework.cache.annotation.Cacheable
import org.springframework.stereotype.Service
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext

/** Who asks, as a coroutine carries it. */
class Visitor(val name: String) : AbstractCoroutineContextElement(Visitor) {

	companion object Key : CoroutineContext.Key<Visitor>

}

/** Doors that keep visits waiting until they are opened. */
@Service
open class Doors {

	private val doors = ConcurrentHashMap<Long, CompletableDeferred<Unit>>()

	private val names = ConcurrentHashMap<Long, MutableList<String>>()

	open suspend fun pass(number: Long, name: String) {
		waiting(number).add(name)
		this.doors.computeIfAbsent(number) { CompletableDeferred() }.await()
	}

	open fun open(number: Long) {
		this.doors.computeIfAbsent(number) { CompletableDeferred() }.complete(Unit)
	}

	open fun waiting(number: Long): MutableList<String> =
		this.names.computeIfAbsent(number) { java.util.concurrent.CopyOnWriteArrayList() }

}

/** Cached methods that suspend. */
@Service
open class Visits(private val doors: Doors) {

	@Cacheable("suspended-tickets")
	open suspend fun ticket(number: Long): Ticket {
		delay(1)
		return Ticket(number, "Alice")
	}

	@Cacheable("suspended-missing-tickets")
	open suspend fun missing(number: Long): Ticket? = null

	@Cacheable("suspended-failures")
	open suspend fun failing(number: Long): Ticket = throw UnknownAnimalException("visit $number")

	@Cacheable(cacheNames = ["suspended-keys"], key = "#number")
	open suspend fun keyed(number: Long, visitor: String): String = "visit $number"

	@Cacheable("flows")
	open fun flow(size: Int): Flow<Int> = (1..size).asFlow()

	@Cacheable("visits")
	open suspend fun visit(number: Long): String {
		val name = coroutineContext[Visitor]?.name ?: "nobody"
		this.doors.pass(number, name)
		return "visit $number of $name"
	}

}

/** Coroutines that call them, for Java. */
class Visiting(private val visits: Visits) {

	fun ticket(number: Long): CompletableFuture<Ticket> = later { visits.ticket(number) }

	fun missing(number: Long): CompletableFuture<Ticket?> = later { visits.missing(number) }

	fun failing(number: Long): CompletableFuture<Ticket> = later { visits.failing(number) }

	fun keyed(number: Long, visitor: String): CompletableFuture<String> = later { visits.keyed(number, visitor) }

	fun flow(size: Int): CompletableFuture<List<Int>> = later { visits.flow(size).toList() }

	fun visit(number: Long, visitor: String): CompletableFuture<String> = later(Visitor(visitor)) { visits.visit(number) }

	private fun <T> later(context: CoroutineContext = Dispatchers.Default, call: suspend () -> T): CompletableFuture<T> =
		CoroutineScope(Dispatchers.Default + context).future { call() }

}
