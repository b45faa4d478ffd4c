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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rates, of {@link ServerSample}, {@link InstanceSample} and {@link Points}.
 */
class ReadingTests {

	private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static ServerSample server(int seconds, long uptime, long pid, long hits, long connections) {
		return new ServerSample(START.plusSeconds(seconds), Map.of("uptime", "" + uptime, "pid", "" + pid, "get_hits",
				"" + hits, "total_connections", "" + connections, "curr_items", "7"), ServerSample.Details.NONE);
	}

	@Test
	void rateIsGrowthBySecond() {
		Point point = server(10, 110, 1, 250, 5).since(server(0, 100, 1, 200, 5), INTERVAL);
		assertThat(point.figures().get(Figure.HITS)).isEqualTo(5);
		assertThat(point.from()).isEqualTo(START);
		assertThat(point.to()).isEqualTo(START.plusSeconds(10));
	}

	@Test
	void firstSampleHasLevelsButNoRates() {
		Point point = server(0, 100, 1, 200, 5).since(null, INTERVAL);
		assertThat(point.figures().get(Figure.HITS)).isNull();
		assertThat(point.figures().get(Figure.ITEMS)).isEqualTo(7);
		assertThat(point.from()).isEqualTo(START.minus(INTERVAL));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "the counter fell, 110, 1, 10, 5", "the server runs anew, 3, 1, 300, 9",
			"it runs anew and is older than it was, 104, 1, 300, 9", "it has another process, 110, 2, 300, 9",
			"the statistics were reset, 110, 1, 300, 2" })
	void resetMakesTheIntervalUnknown(String reason, long uptime, long pid, long hits, long connections) {
		Figures figures = server(10, uptime, pid, hits, connections).since(server(0, 100, 1, 200, 5), INTERVAL)
			.figures();
		assertThat(figures.get(Figure.HITS)).isNull();
		assertThat(figures.get(Figure.ITEMS)).isEqualTo(7);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "it goes on, 110, 1, 300, 9, 0", "it runs anew, 3, 1, 300, 9, 1",
			"it runs anew and is older than it was, 104, 1, 300, 9, 1", "it has another process, 110, 2, 300, 9, 1",
			"its statistics were reset, 110, 1, 0, 2, 0" })
	void restartIsNoticedThatNoPollHasSeen(String reason, long uptime, long pid, long hits, long connections,
			int restarts) {
		assertThat(ServerQuestions.events(server(0, 100, 1, 200, 5), server(10, uptime, pid, hits, connections)))
			.hasSize(restarts)
			.allSatisfy((event) -> assertThat(event)
				.isEqualTo(new Event(Event.Kind.RESTART, START.plusSeconds(10), 1, "")));
	}

	@Test
	void gapIsUnknownAndStaysAGap() {
		Point point = server(31, 131, 1, 250, 5).since(server(0, 100, 1, 200, 5), INTERVAL);
		assertThat(point.figures().get(Figure.HITS)).isNull();
		assertThat(point.from()).isEqualTo(START.plusSeconds(21));
	}

	@Test
	void clockThatWasSetBackIsNoRate() {
		assertThat(server(-5, 105, 1, 250, 5).since(server(0, 100, 1, 200, 5), INTERVAL).figures().get(Figure.HITS))
			.isNull();
	}

	@Test
	void pollsAreCountedByServer() {
		InstanceSample earlier = Reports.sample(START, List.of(), Reports.polled("cache-1:11211", 100, 50));
		InstanceSample later = Reports.sample(START.plusSeconds(10), List.of(),
				Reports.polled("cache-1:11211", 150, 90), Reports.polled("cache-2:11211", 7, 7));
		Map<String, Figures> polls = later.pollsSince(earlier, INTERVAL);
		assertThat(polls).containsOnlyKeys("cache-1:11211");
		assertThat(polls.get("cache-1:11211").get(Figure.POLLS)).isEqualTo(5);
		assertThat(polls.get("cache-1:11211").get(Figure.POLL_HITS)).isEqualTo(4);
	}

	@Test
	void pollsOfAnInstanceThatWasStartedAnewAreUnknown() {
		InstanceSample earlier = Reports.sample(START, List.of(), Reports.polled("cache-1:11211", 100, 50));
		InstanceSample later = Reports.sample(START.plusSeconds(10), List.of(), Reports.polled("cache-1:11211", 9, 9));
		assertThat(later.pollsSince(earlier, INTERVAL)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "10, 10, 10, 10, 0.0", "13, 1, 10, 10, 0.75", "10, 10, 0, 0, 0.5", "5, 1, 6, 6, 0.0" })
	void hitRatioLeavesOutPolls(double hits, double misses, double polls, double pollHits, double ratio) {
		Figures figures = Figures
			.of(Map.of(Figure.HITS, hits, Figure.MISSES, misses, Figure.POLLS, polls, Figure.POLL_HITS, pollHits));
		assertThat(figures.hitRatio()).isEqualTo(ratio);
	}

	@Test
	void differenceOfMomentsIsNoRead() {
		Figures figures = Figures
			.of(Map.of(Figure.HITS, 50.0, Figure.MISSES, 1.0, Figure.POLLS, 50.2, Figure.POLL_HITS, 50.2));
		assertThat(figures.reads()).isZero();
		assertThat(figures.hitRatio()).isNull();
	}

	@Test
	void whatAServerDoesNotTellIsMissing() {
		Figures figures = server(10, 110, 1, 250, 5).since(server(0, 100, 1, 200, 5), INTERVAL).figures();
		assertThat(figures.get(Figure.EVICTIONS)).isNull();
		assertThat(figures.encode()).isEqualTo("h5;n7");
	}

	@Test
	void sumLeavesOutWhatIsMissing() {
		Figures sum = Figures.of(Map.of(Figure.HITS, 1.0, Figure.LOCAL_HITS, 1.0))
			.plus(Figures.of(Map.of(Figure.HITS, 2.0)));
		assertThat(sum).isEqualTo(Figures.of(Map.of(Figure.HITS, 3.0, Figure.LOCAL_HITS, 1.0)));
	}

	@Test
	void sumIsUnknownIfAPartIs() {
		Figures sum = Figures.of(Map.of(Figure.HITS, 1.0, Figure.ITEMS, 1.0))
			.plus(Figures.of(Map.of(Figure.HITS, Double.NaN, Figure.ITEMS, 2.0)));
		assertThat(sum.get(Figure.HITS)).isNull();
		assertThat(sum.get(Figure.ITEMS)).isEqualTo(3);
	}

	@Test
	void totalTellsOfHowMany() {
		Point one = new Point(START, START.plusSeconds(10), Figures.of(Map.of(Figure.HITS, 1.0)));
		Point other = new Point(START.plusSeconds(1), START.plusSeconds(11), Figures.of(Map.of(Figure.HITS, 2.0)));
		assertThat(Points.total(List.of(one, other))).isEqualTo(
				new Point(START, START.plusSeconds(11), Figures.of(Map.of(Figure.HITS, 3.0, Figure.REPORTING, 2.0))));
	}

	@Test
	void cacheIsTheSumOfItsManagers() {
		InstanceSample earlier = Reports.sample(START, Reports.cache("one", "cities", 10),
				Reports.cache("two", "cities", 20));
		InstanceSample later = Reports.sample(START.plusSeconds(10), Reports.cache("one", "cities", 20),
				Reports.cache("two", "cities", 40));
		Map<String, Point> points = later.since(earlier, INTERVAL);
		assertThat(points).containsOnlyKeys("cities");
		assertThat(points.get("cities").figures().get(Figure.HITS)).isEqualTo(3);
	}

	@Test
	void statisticsThatWereResetHaveNoRateThoughTheyGrewBeyondWhatTheyWere() {
		InstanceSample earlier = Reports.sample(START, Reports.cache("one", "cities", 10),
				Reports.cache("one", "rivers", 20));
		InstanceSample later = Reports.sample(START.plusSeconds(10),
				Reports.cache("one", "cities", 50, START.plusSeconds(1)), Reports.cache("one", "rivers", 40));
		Map<String, Point> points = later.since(earlier, INTERVAL);
		assertThat(points.get("cities").figures().get(Figure.HITS)).isNull();
		assertThat(points.get("rivers").figures().get(Figure.HITS)).isEqualTo(2);
	}

	@Test
	void statisticsThatFellBecauseTheyWereResetTellNothingOfOtherCaches() {
		InstanceSample earlier = Reports.sample(START, Reports.cache("one", "cities", 10),
				Reports.cache("one", "rivers", 20));
		InstanceSample later = Reports.sample(START.plusSeconds(10),
				Reports.cache("one", "cities", 5, START.plusSeconds(1)), Reports.cache("one", "rivers", 40));
		InstanceSample next = Reports.sample(START.plusSeconds(20),
				Reports.cache("one", "cities", 15, START.plusSeconds(1)), Reports.cache("one", "rivers", 40));
		Map<String, Point> points = later.since(earlier, INTERVAL);
		assertThat(points.get("cities").figures().get(Figure.HITS)).isNull();
		assertThat(points.get("rivers").figures().get(Figure.HITS)).isEqualTo(2);
		assertThat(next.since(later, INTERVAL).get("cities").figures().get(Figure.HITS)).isEqualTo(1);
	}

	@Test
	void restartOfAnInstanceShowsInAnyCacheAndCountsForAll() {
		InstanceSample earlier = Reports.sample(START, Reports.cache("one", "cities", 10),
				Reports.cache("one", "rivers", 20));
		InstanceSample later = Reports.sample(START.plusSeconds(10), Reports.cache("one", "cities", 11),
				Reports.cache("one", "rivers", 3));
		Map<String, Point> points = later.since(earlier, INTERVAL);
		assertThat(points.get("cities").figures().get(Figure.HITS)).isNull();
		assertThat(points.get("rivers").figures().get(Figure.HITS)).isNull();
	}

	@Test
	void newCacheHasNoRatesYet() {
		InstanceSample earlier = Reports.sample(START, Reports.cache("one", "cities", 10));
		InstanceSample later = Reports.sample(START.plusSeconds(10), Reports.cache("one", "cities", 20),
				Reports.cache("one", "rivers", 3));
		Map<String, Point> points = later.since(earlier, INTERVAL);
		assertThat(points.get("cities").figures().get(Figure.HITS)).isEqualTo(1);
		assertThat(points.get("rivers").figures().get(Figure.HITS)).isNull();
	}

	@Test
	void ratiosAreMadeOfWhatIsKnown() {
		Figures figures = Figures.of(Map.of(Figure.HITS, 3.0, Figure.MISSES, 1.0, Figure.USED_BYTES, 1.0,
				Figure.LIMIT_BYTES, 4.0, Figure.LOADS, 0.0, Figure.LOAD_TIME, 0.0));
		assertThat(figures.hitRatio()).isEqualTo(0.75);
		assertThat(figures.fillRatio()).isEqualTo(0.25);
		assertThat(figures.meanLoadMs()).isNull();
	}

	@Test
	void figuresAreReadAsTheyWereWritten() {
		Figures figures = Figures.of(Map.of(Figure.HITS, 0.125, Figure.USED_BYTES, 68719476736.0, Figure.MISSES, 1e-9));
		assertThat(Figures.decode(figures.encode()))
			.isEqualTo(Figures.of(Map.of(Figure.HITS, 0.125, Figure.USED_BYTES, 68719476736.0, Figure.MISSES, 0.0)));
	}

	@Test
	void figuresOfALaterVersionAreLeftOut() {
		assertThat(Figures.decode("?1;h2")).isEqualTo(Figures.of(Map.of(Figure.HITS, 2.0)));
		assertThat(Figures.decode("")).isEqualTo(Figures.NONE);
	}

}
