package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.benchmarks.latency.Percentiles;
import io.mmapring.benchmarks.latency.RoundTrip;
import io.mmapring.benchmarks.latency.WakeUps;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The scenarios bring all events; how fast is not asked here. */
@Timeout(60)
class ScenarioTests {

	private static final int EVENTS = 5 * Scenario.SLOTS;

	@TempDir
	Path directory;

	static Stream<String> keys() {
		Stream<String> points = Stream.of("slots-64", "slots-batch-1048576", "slots-disruptor-1048576", "groups-1",
				"groups-16", "groups-disruptor-16", "slot-bytes-4096", "slot-bytes-full-64", "slot-bytes-full-4096");
		return Stream.concat(Scenarios.all().stream().filter(Contender.OfJava.class::isInstance).map(Contender::key),
				points);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void eachScenarioBringsAllEvents(String key) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try (Scenario scenario = Scenarios.java(key).scenario().get()) {
			scenario.open(this.directory);
			List<Callable<Long>> sides = sides(scenario);
			List<Future<Long>> ends = new ArrayList<>();
			sides.forEach((side) -> ends.add(threads.submit(side)));
			for (Future<Long> end : ends) {
				assertThat(end.get()).isPositive();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<Callable<Long>> sides(Scenario scenario) {
		List<Callable<Long>> sides = new ArrayList<>();
		for (int i = 0; i < scenario.consumers(); i++) {
			Checksum checksum = scenario.checksum();
			Receiver receiver = scenario.receiver(i, checksum);
			sides.add(() -> receiveAll(scenario, receiver, checksum));
		}
		for (int i = 0; i < scenario.producers(); i++) {
			Sender sender = scenario.sender(i);
			long first = Checksum.first(i);
			sides.add(() -> {
				sender.send(first, EVENTS);
				return (long) EVENTS;
			});
		}
		return sides;
	}

	private static long receiveAll(Scenario scenario, Receiver receiver, Checksum checksum) throws Exception {
		long[] expected = new long[scenario.producers()];
		Arrays.fill(expected, EVENTS);
		long taken = 0;
		while (taken < (long) EVENTS * expected.length) {
			int n = receiver.receive();
			receiver.idle(n);
			taken += n;
		}
		checksum.check(expected);
		receiver.check(expected);
		assertThat(receiver.receive()).isZero();
		return taken;
	}

	@Test
	void keysAreDifferent() {
		assertThat(Scenarios.all().stream().map(Contender::key)).doesNotHaveDuplicates();
		assertThat(Scenarios.all().stream().map(Contender::name)).doesNotHaveDuplicates();
		assertThat(Stream.concat(Scenarios.all().stream(), Curves.contenders()).map(Contender::key))
			.doesNotHaveDuplicates();
	}

	@Test
	void whenScenarioIsUnknownNamesAll() {
		assertThatIllegalArgumentException().isThrownBy(() -> Scenarios.of("x")).withMessageContaining("raw-batch");
	}

	@ParameterizedTest
	@ValueSource(strings = { "raw", "agrona", "aeron", "disruptor" })
	void eventsGoThereAndBack(String key) throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try (RoundTrip trip = new RoundTrip(Scenarios.java(key).scenario(), this.directory)) {
			RoundTrip.Asker asker = trip.asker();
			RoundTrip.Answerer answerer = trip.answerer();
			Future<Integer> answered = threads.submit(() -> {
				answerer.answer();
				return 0;
			});
			Percentiles trips = asker.ask(20_000_000);
			assertThat(trips.trips()).isPositive();
			assertThat(trips.p50()).isPositive().isLessThanOrEqualTo(trips.p99());
			assertThat(trips.p99()).isLessThanOrEqualTo(trips.p999());
			trip.stop();
			assertThat(answered.get()).isZero();
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void bothThatBlockWakeAndAreWoken() throws Exception {
		assertThat(new WakeUps(1, 50).run()).contains("so that both sides sleep:", "on its way to sleep:")
			.contains("ring, `block`, two processes: ", "LMAX Disruptor", "(", " us", "goal: at most 1.0");
	}

}
