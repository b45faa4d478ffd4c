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

import org.springframework.cache.annotation.Cacheable
import org.springframework.stereotype.Service

/** A data class with default values, one of them Kotlin's own empty list. */
data class Ticket(val number: Long, val holder: String? = null, val extras: List<String> = emptyList())

/** A data class as a key. */
data class TicketKey(val year: Int, val number: Long, val zone: Zone = Zone.INNER)

enum class Zone { INNER, OUTER }

@JvmInline
value class Price(val cents: Long)

data class Offer(val name: String, val price: Price, val sizes: Map<String, Int> = emptyMap(), val tags: Set<String> = emptySet())

sealed interface Payment {

	data class Card(val number: String) : Payment

	data object Cash : Payment

}

/** Cached methods written in Kotlin. */
@Service
open class Tickets {

	@Cacheable("tickets")
	open fun ticket(key: TicketKey): Ticket = Ticket(key.number)

	@Cacheable("tickets-with-extras")
	open fun ticketWithExtras(number: Long): Ticket = Ticket(number, "Alice", listOf("parking", "meal"))

	@Cacheable("ticket-lists")
	open fun ticketsOf(holder: String): List<Ticket> = listOf(Ticket(1, holder), Ticket(2, holder, mutableListOf("meal")))

	@Cacheable("no-tickets")
	open fun noTickets(holder: String): List<Ticket> = emptyList()

	@Cacheable("ticket-pairs")
	open fun pair(number: Long): Pair<Ticket, Int?> = Ticket(number) to null

	@Cacheable("ticket-triples")
	open fun triple(number: Long): Triple<String, Long, Zone> = Triple("a", number, Zone.OUTER)

	@Cacheable("offers")
	open fun offer(name: String): Offer = Offer(name, Price(995))

	@Cacheable("payments")
	open fun payments(name: String): List<Payment> = listOf(Payment.Card(name), Payment.Cash)

	@Cacheable("ranges")
	open fun range(end: Int): IntRange = 1..end

	@Cacheable("missing-tickets")
	open fun missing(number: Long): Ticket? = null

}
