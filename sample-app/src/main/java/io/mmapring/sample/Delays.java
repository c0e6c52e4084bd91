package io.mmapring.sample;

import java.io.IOException;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mmapring.spring.RingListener;

/**
 * The mean delay of each airport's flights. Comes after the journal, so a process that
 * comes back finds in there all flights that it had counted before.
 */
@Component
@Profile(SampleApplication.CONSUMER)
class Delays {

	private static final int MIN_FLIGHTS = 50;

	private static final long NO_REPLAY = -1;

	private final Journal journal;

	private final Hang hang;

	private final ReplayEnd end;

	private final Map<String, IntSummaryStatistics> delays = new TreeMap<>();

	private long replay = NO_REPLAY;

	private long next;

	Delays(Journal journal, Hang hang, ReplayEnd end) {
		this.journal = journal;
		this.hang = hang;
		this.end = end;
	}

	@RingListener(ring = "flights", id = "delays", group = "delays", after = "journal")
	void take(Flight flight) throws IOException, InterruptedException {
		this.hang.awaitRelease();
		count(flight);
		this.end.handled("delays", flight);
	}

	private synchronized void count(Flight flight) throws IOException {
		if (flight.replay() != this.replay) {
			this.delays.clear();
			this.journal.read(flight.replay(), flight.number()).forEach(this::add);
			this.replay = flight.replay();
			this.next = flight.number();
		}
		// a producer that was killed sends its last flight again
		if (flight.number() >= this.next) {
			add(flight);
			this.next = flight.number() + 1;
		}
	}

	private void add(Flight flight) {
		this.delays.computeIfAbsent(flight.origin(), (airport) -> new IntSummaryStatistics())
			.accept(flight.delayMinutes());
	}

	/**
	 * Airports with at least {@value #MIN_FLIGHTS} flights, the latest first.
	 * @return the airports
	 */
	synchronized List<AirportDelay> worst() {
		return this.delays.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().getCount() >= MIN_FLIGHTS)
			.map((entry) -> new AirportDelay(entry.getKey(), entry.getValue().getCount(),
					entry.getValue().getAverage()))
			.sorted(Comparator.comparingDouble(AirportDelay::meanMinutes).reversed())
			.toList();
	}

}
