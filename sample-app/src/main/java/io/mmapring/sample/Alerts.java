package io.mmapring.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mmapring.spring.RingListener;

/** Notes the flights that are more than three hours late, also in a file. */
@Component
@Profile(SampleApplication.CONSUMER)
class Alerts implements Closeable {

	private static final int LIMIT_MINUTES = 180;

	private static final long NO_REPLAY = -1;

	private final ReplayEnd end;

	private final FlightFile file;

	private final List<Flight> flights = new ArrayList<>();

	private long replay = NO_REPLAY;

	Alerts(SampleProperties properties, ReplayEnd end) {
		this.end = end;
		this.file = new FlightFile(properties.output().resolve("alerts.csv"));
	}

	@RingListener(ring = "flights", id = "alerts", group = "alerts")
	synchronized void check(Flight flight) throws IOException {
		if (flight.replay() != this.replay) {
			this.flights.clear();
			this.flights.addAll(this.file.resume(flight.replay()));
			this.replay = flight.replay();
		}
		if (flight.delayMinutes() > LIMIT_MINUTES && !isKnown(flight)) {
			this.file.add(flight);
			this.file.flush();
			this.flights.add(flight);
		}
		this.end.handled("alerts", flight);
	}

	private boolean isKnown(Flight flight) {
		return !this.flights.isEmpty() && flight.number() <= this.flights.get(this.flights.size() - 1).number();
	}

	synchronized List<Flight> flights() {
		return List.copyOf(this.flights);
	}

	@Override
	public synchronized void close() throws IOException {
		this.file.close();
	}

}
