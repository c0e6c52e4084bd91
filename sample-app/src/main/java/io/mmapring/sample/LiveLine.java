package io.mmapring.sample;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints once a second how the replay gets on. */
@Component
class LiveLine implements SmartLifecycle {

	private static final List<String> LISTENERS = List.of("journal", "delays", "alerts");

	private final String total;

	private final ObjectProvider<Replay> replay;

	private final ObjectProvider<Journal> journal;

	private final MeterRegistry meters;

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	LiveLine(SampleProperties properties, FlightSource source, ObjectProvider<Replay> replay,
			ObjectProvider<Journal> journal, MeterRegistry meters) {
		this.total = properties.loop() ? "" : String.format(Locale.ROOT, "of %,d ", source.count());
		this.replay = replay;
		this.journal = journal;
		this.meters = meters;
	}

	@EventListener
	void printAddress(WebServerInitializedEvent event) {
		System.out.printf(Locale.ROOT, "health: http://127.0.0.1:%d/actuator/health%n", event.getWebServer().getPort());
	}

	@Override
	public void start() {
		CountDownLatch stopped = new CountDownLatch(1);
		this.stopped = stopped;
		Thread thread = new Thread(() -> run(stopped), "live-line");
		thread.setDaemon(true);
		thread.start();
	}

	private void run(CountDownLatch stopped) {
		long sent = 0;
		long taken = 0;
		try {
			while (!stopped.await(1, TimeUnit.SECONDS)) {
				sent = printSent(sent);
				taken = printTaken(taken);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long printSent(long before) {
		Replay replay = this.replay.getIfAvailable();
		long sent = (replay != null) ? replay.sent() : 0;
		if (sent > before) {
			System.out.printf(Locale.ROOT, "%,9d %sflights sent, %,9d/s%n", sent, this.total, sent - before);
		}
		return sent;
	}

	private long printTaken(long before) {
		Journal journal = this.journal.getIfAvailable();
		long taken = (journal != null) ? journal.completeness().flights() : 0;
		if (taken > 0) {
			System.out.printf(Locale.ROOT, "%,9d flights taken, %,9d/s, lag %s%n", taken, taken - before, lags());
		}
		return taken;
	}

	private String lags() {
		StringJoiner lags = new StringJoiner(", ");
		for (String listener : LISTENERS) {
			Gauge gauge = this.meters.find("ring.listener.lag").tag("listener", listener).gauge();
			if (gauge != null) {
				lags.add(String.format(Locale.ROOT, "%s %,.0f", listener, gauge.value()));
			}
		}
		return lags.toString();
	}

	@Override
	public void stop() {
		this.stopped.countDown();
	}

	@Override
	public boolean isRunning() {
		return this.stopped.getCount() > 0;
	}

	/** Stops behind the listeners and before the results. */
	@Override
	public int getPhase() {
		return 1;
	}

}
