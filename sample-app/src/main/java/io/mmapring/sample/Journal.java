package io.mmapring.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mmapring.spring.RingListener;

/**
 * Appends each flight to a file and checks that none is missing, twice, or altered. After
 * a crash the ring hands over again what was taken behind the stored position; the
 * journal knows those by their number. In an endless replay the file holds the latest
 * round.
 */
@Component
@Profile(SampleApplication.CONSUMER)
class Journal implements Closeable {

	private static final long NO_REPLAY = -1;

	private final FlightSource source;

	private final ReplayEnd end;

	private final Path path;

	private final FlightFile file;

	private long replay = NO_REPLAY;

	private Completeness completeness = Completeness.NONE;

	Journal(SampleProperties properties, FlightSource source, ReplayEnd end) {
		this.source = source;
		this.end = end;
		this.path = properties.output().resolve("journal.csv");
		this.file = new FlightFile(this.path);
	}

	@RingListener(ring = "flights", id = "journal", group = "journal")
	synchronized void write(List<Flight> flights) throws IOException {
		try {
			for (Flight flight : flights) {
				write(flight);
			}
			this.file.flush();
		}
		catch (IOException ex) {
			// what reached the file is known only to the file
			this.replay = NO_REPLAY;
			throw ex;
		}
		flights.forEach((flight) -> this.end.handled("journal", flight));
	}

	private void write(Flight flight) throws IOException {
		if (flight.replay() != this.replay) {
			resume(flight.replay());
		}
		boolean repeated = this.completeness.isRepeated(flight);
		this.completeness = this.completeness.with(flight, this.source.csv(flight.number()));
		if (repeated) {
			return;
		}
		if (flight.number() > 0 && flight.number() % this.source.count() == 0) {
			this.file.begin(flight.replay());
		}
		this.file.add(flight);
	}

	private void resume(long replay) throws IOException {
		List<Flight> known = this.file.resume(replay);
		long first = known.isEmpty() ? 0 : known.get(0).number();
		Completeness completeness = Completeness.from(first - first % this.source.count());
		for (Flight flight : known) {
			completeness = completeness.with(flight, this.source.csv(flight.number()));
		}
		this.completeness = completeness;
		this.replay = replay;
	}

	/**
	 * Flights of a replay that are in the journal.
	 * @param replay number of the replay
	 * @param below only flights with lower numbers
	 * @return the flights, in their order
	 * @throws IOException if the file cannot be read
	 */
	List<Flight> read(long replay, long below) throws IOException {
		return FlightFile.read(this.path, replay).stream().filter((flight) -> flight.number() < below).toList();
	}

	synchronized Completeness completeness() {
		return this.completeness;
	}

	Path path() {
		return this.path;
	}

	@Override
	public synchronized void close() throws IOException {
		this.file.close();
	}

}
