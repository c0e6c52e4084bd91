package io.mmapring.sample;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What the groups found. Printed when the application stops, behind their last flight.
 */
@Component
@Profile(SampleApplication.CONSUMER)
class Results implements SmartLifecycle, Part {

	private static final int ROWS = 5;

	private final Journal journal;

	private final Delays delays;

	private final Alerts alerts;

	private final ReplayEnd end;

	private volatile boolean running;

	Results(Journal journal, Delays delays, Alerts alerts, ReplayEnd end) {
		this.journal = journal;
		this.delays = delays;
		this.alerts = alerts;
		this.end = end;
	}

	/**
	 * The results in words.
	 * @return some lines
	 */
	String table() {
		Completeness completeness = this.journal.completeness();
		StringBuilder table = new StringBuilder();
		add(table, "%n%,d flights taken", completeness.flights());
		add(table, "journal %s: %s", completeness, this.journal.path());
		add(table, "latest airports:");
		this.delays.worst()
			.stream()
			.limit(ROWS)
			.forEach((airport) -> add(table, "  %s  %5.1f minutes, mean of %,d flights", airport.airport(),
					airport.meanMinutes(), airport.flights()));
		List<Flight> alerts = this.alerts.flights();
		add(table, "%,d flights over 3 hours late, the worst:", alerts.size());
		alerts.stream()
			.sorted(Comparator.comparingInt(Flight::delayMinutes).reversed())
			.limit(ROWS)
			.forEach((flight) -> add(table, "  %s to %s  %5d minutes, %s", flight.origin(), flight.destination(),
					flight.delayMinutes(), flight.date()));
		return table.toString();
	}

	private static void add(StringBuilder table, String format, Object... values) {
		table.append(String.format(Locale.ROOT, format + "%n", values));
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.journal.completeness().flights() > 0) {
			System.out.print(table());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Stops behind the listeners. */
	@Override
	public int getPhase() {
		return 0;
	}

	@Override
	public void awaitEnd() throws InterruptedException {
		this.end.await();
	}

	@Override
	public int getExitCode() {
		return this.journal.completeness().isComplete() ? 0 : 1;
	}

}
