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

package dev.larder.internal.memcached;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a node was used beside, where servers come and go: a note on the node
 * itself, which all instances read and write. It tells which keys are the node's own, and
 * which it has since another server went. Thread-safe.
 * <p>
 * A server that went may have left old entries on others, of the time before it came; and
 * as instances learn of it one after another, for a while they change a key in different
 * places. None of that is ever served once all instances use the same servers, for these
 * reasons. All keys that a node got when a server went, and has had ever since, are a
 * {@linkplain Place place} with a number of its own, which every entry carries, mixed
 * into its generation, since before its load began. Which keys these are, the note says:
 * of the servers that went, the last whose point the key meets on the ring before it
 * meets one that is used. If it meets none, the node has had it as long as the node is
 * used. Now if one instance changed a key somewhere else while others had it here, then
 * because it still used a server that had gone, or did not use this one yet. When it sees
 * the server go, or this one come, it stops changing the key there, and then writes a new
 * number: that of the server, which becomes the last that went; or of all keys here if
 * this one came. So whatever was stored here before the last of the instances saw it has
 * another number, and what is stored after that all instances find here.
 * <p>
 * Until the new number is written, nothing is read from the place. What nobody saw, as no
 * instance ran, is found out by the note: it says which servers were used when it was
 * written last, and whoever starts compares that with those used now. A note that is
 * lost, with its node or by eviction, is written anew with new numbers. It is replaced
 * with {@code cas}, so that of two instances that write it none undoes what the other
 * did. All servers must have the same weight: then a key moves only to a server that
 * comes, or from one that goes.
 */
final class Roster {

	private static final int MAX_ATTEMPTS = 10;

	private final MemcachedOperations operations;

	private final String node;

	private final String key;

	private final Servers servers;

	private final LongSupplier randomness;

	private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

	private final AtomicLong observations = new AtomicLong();

	private final AtomicReference<@Nullable CompletableFuture<Void>> settling = new AtomicReference<>();

	private @Nullable RosterNote note;

	private long noted;

	/**
	 * The servers whose places have yet to begin anew, with the number of the demand.
	 */
	private final Map<String, Long> toRenew = new HashMap<>();

	private long demands;

	/**
	 * The demand that all places begin anew, or 0.
	 */
	private volatile long allToRenew;

	/**
	 * Creates the roster of a node, which is not known yet.
	 * @param operations the operations of the node
	 * @param node the name of the node
	 * @param key where the note is kept
	 * @param servers the servers that are used now
	 * @param randomness gives numbers that do not repeat, never 0
	 */
	Roster(MemcachedOperations operations, String node, String key, Servers servers, LongSupplier randomness) {
		this.operations = operations;
		this.node = node;
		this.key = key;
		this.servers = servers;
		this.randomness = randomness;
	}

	String key() {
		return this.key;
	}

	/**
	 * Returns the place of a server's keys on this node.
	 * @param node this node
	 * @param home the name of the server
	 */
	Place place(MemcachedNode node, String home) {
		Place known = this.places.get(home);
		return (known != null) ? known : newPlace(node, home);
	}

	private synchronized Place newPlace(MemcachedNode node, String home) {
		return this.places.computeIfAbsent(home, (name) -> {
			Place place = new Place(node, name, this);
			place.become(number(name));
			return place;
		});
	}

	private long number(String home) {
		RosterNote note = this.note;
		return (note == null || this.allToRenew != 0 || this.toRenew.containsKey(home)) ? 0 : note.number(home);
	}

	/**
	 * Returns the servers that the node was used beside and that are not used any more,
	 * those first that went first.
	 * @param used the names of those that are used
	 */
	synchronized List<String> gone(Set<String> used) {
		Set<String> gone = new LinkedHashSet<>((this.note != null) ? this.note.gone(used) : List.of());
		// What has yet to be noted goes to the end
		List<String> last = this.toRenew.keySet().stream().filter((name) -> !used.contains(name)).sorted().toList();
		last.forEach(gone::remove);
		gone.addAll(last);
		return List.copyOf(gone);
	}

	/**
	 * Has the place of a server's keys begin anew. Nothing is read from it until that is
	 * noted on the node, which {@link #settle()} does.
	 * @param home the name of the server
	 */
	synchronized void renew(String home) {
		this.toRenew.put(home, ++this.demands);
		updatePlaces();
	}

	/**
	 * Has all places begin anew.
	 */
	synchronized void renewAll() {
		this.allToRenew = ++this.demands;
		updatePlaces();
	}

	/**
	 * Returns whether nothing is left to begin anew for the node as a whole.
	 */
	boolean isMadeUp() {
		return this.allToRenew == 0;
	}

	private void updatePlaces() {
		this.places.forEach((home, place) -> place.become(number(home)));
	}

	/**
	 * Reads what is noted, without use being made of it.
	 * @return the note, or {@code null} if there is none; fails as the operations of the
	 * node do
	 */
	CompletableFuture<@Nullable RosterNote> read() {
		return this.operations.get(this.key).thenApply(RosterNote::parse);
	}

	/**
	 * Begins an observation of the note by other means than {@link #settle()}.
	 * @return the mark that ends the observation
	 */
	long beginObservation() {
		return this.observations.incrementAndGet();
	}

	/**
	 * Ends an observation. It counts for nothing if the note was written meanwhile, or if
	 * an observation that began later has ended before.
	 * @param observation the mark from {@link #beginObservation()}
	 * @param item the item on the node, or {@code null} if there was none
	 */
	void endObservation(long observation, @Nullable Item item) {
		RosterNote found = RosterNote.parse(item);
		if (observed(observation, found) || found == null) {
			var unused = settle();
		}
	}

	/**
	 * Notes which servers are used now, and has those places begin anew that have to.
	 * Concurrent callers share one attempt.
	 * @return complete when that is done; fails as the operations of the node do, and is
	 * to be repeated then
	 */
	CompletableFuture<Void> settle() {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		CompletableFuture<Void> others = this.settling.compareAndExchange(null, mine);
		if (others != null) {
			return others;
		}
		var unused = attempt(1).whenComplete((settled, failure) -> {
			this.settling.set(null);
			if (failure != null) {
				mine.completeExceptionally(failure);
			}
			else {
				mine.complete(null);
			}
		});
		return mine;
	}

	private CompletableFuture<Void> attempt(int number) {
		if (!this.servers.names().contains(this.node)) {
			return CompletableFuture.completedFuture(null);
		}
		if (number > MAX_ATTEMPTS) {
			return CompletableFuture.failedFuture(new MemcachedException(Reason.PROTOCOL,
					"the note of the servers on memcached " + this.node + " could not be written"));
		}
		long observation = beginObservation();
		return this.operations.gets(this.key).thenCompose((item) -> {
			RosterNote found = RosterNote.parse(item);
			Renewal renewal = renewal(found);
			RosterNote wanted = renewal.wanted();
			if (wanted.equals(found)) {
				observed(observation, found);
				return CompletableFuture.completedFuture(null);
			}
			return write(item, wanted).thenCompose((result) -> {
				if (result != StoreResult.STORED) {
					return attempt(number + 1);
				}
				written(renewal);
				return CompletableFuture.completedFuture(null);
			});
		});
	}

	private CompletableFuture<StoreResult> write(@Nullable Item present, RosterNote wanted) {
		return (present == null) ? this.operations.add(this.key, wanted.toItem(), Exptime.NEVER)
				: this.operations.compareAndSet(this.key, present, wanted.toItem(), Exptime.NEVER);
	}

	private synchronized Renewal renewal(@Nullable RosterNote found) {
		Set<String> used = this.servers.names();
		Map<String, Long> renewed = Map.copyOf(this.toRenew);
		RosterNote wanted = (found == null || this.allToRenew != 0)
				? RosterNote.of(used, this::isKnown, this.randomness)
				: found.with(used, this::isKnown, renewed.keySet(), this.randomness);
		return new Renewal(wanted, renewed, this.allToRenew);
	}

	private boolean isKnown(String server) {
		return server.equals(this.node) || this.servers.isMadeUp(server);
	}

	private void written(Renewal renewal) {
		synchronized (this) {
			// What was to begin anew since then has yet to
			renewal.renewed().forEach(this.toRenew::remove);
			this.allToRenew = (this.allToRenew == renewal.all()) ? 0 : this.allToRenew;
		}
		observed(beginObservation(), renewal.wanted());
	}

	/**
	 * Takes note of what stands on the node.
	 * @return whether something is left to begin anew
	 */
	private boolean observed(long observation, @Nullable RosterNote found) {
		boolean changed;
		boolean unsettled;
		synchronized (this) {
			if (observation <= this.noted) {
				return false;
			}
			changed = found != null && !found.equals(this.note);
			this.noted = observation;
			this.note = found;
			updatePlaces();
			unsettled = this.allToRenew != 0 || !this.toRenew.isEmpty();
		}
		if (changed) {
			this.servers.rosterChanged();
		}
		return unsettled;
	}

	/**
	 * The servers of all nodes, as far as the roster of one needs to know them.
	 */
	interface Servers {

		/**
		 * Returns the names of the servers that are used now.
		 */
		Set<String> names();

		/**
		 * Returns whether all that a server has missed while it was not used was made up
		 * for.
		 */
		boolean isMadeUp(String name);

		/**
		 * Something else stands on a node.
		 */
		void rosterChanged();

	}

	/**
	 * A note to be written.
	 *
	 * @param wanted the note
	 * @param renewed the demands it meets, by the server whose places begin anew
	 * @param all the demand for all places that it meets, or 0
	 */
	private record Renewal(RosterNote wanted, Map<String, Long> renewed, long all) {

	}

}
