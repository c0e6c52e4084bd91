package io.mmapring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFullException;
import io.mmapring.error.RingInterruptedException;

/**
 * Sends the flights in their order, in a thread of its own; from where it was, if it
 * comes back to the same replay. Starts behind everything else and stops first.
 */
@Component
@Profile(SampleApplication.PRODUCER)
class Replay implements SmartLifecycle, Part {

	private final SampleProperties properties;

	private final FlightSource source;

	private final Departures departures;

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile long sent;

	private volatile boolean running;

	private @Nullable Thread thread;

	Replay(SampleProperties properties, FlightSource source, Departures departures) {
		this.properties = properties;
		this.source = source;
		this.departures = departures;
	}

	/** Flights sent so far. */
	long sent() {
		return this.sent;
	}

	@Override
	public void start() {
		this.running = true;
		Thread thread = new Thread(this::run, "replay");
		this.thread = thread;
		thread.start();
	}

	private void run() {
		try (SentFile sent = new SentFile(this.properties.output().resolve("sent.txt"), this.properties.replay())) {
			sendAll(sent);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (RingClosedException | RingInterruptedException ex) {
			if (this.running) {
				throw ex;
			}
		}
		finally {
			this.end.countDown();
		}
	}

	private void sendAll(SentFile file) throws IOException {
		long startNs = System.nanoTime();
		long first = file.next();
		this.sent = first;
		for (long number = first; this.running && !isOver(number); number++) {
			Flight flight = Flight.parse(this.properties.replay(), number, this.source.csv(number));
			awaitTurn(number - first, startNs);
			send(isOver(number + 1) ? flight.asLast() : flight);
			if (this.running) {
				file.next(number + 1);
				this.sent = number + 1;
			}
		}
	}

	private boolean isOver(long number) {
		return !this.properties.loop() && number >= this.source.count();
	}

	private void awaitTurn(long number, long startNs) {
		int rate = this.properties.rate();
		if (rate <= 0) {
			return;
		}
		// in two parts: number * 1e9 overflows after a month of the highest rates
		long dueNs = TimeUnit.SECONDS.toNanos(number / rate) + TimeUnit.SECONDS.toNanos(number % rate) / rate;
		long remainingNs = startNs + dueNs - System.nanoTime();
		while (this.running && remainingNs > 0) {
			LockSupport.parkNanos(remainingNs);
			remainingNs = startNs + dueNs - System.nanoTime();
		}
	}

	private void send(Flight flight) {
		while (this.running) {
			try {
				this.departures.departed(flight);
				return;
			}
			catch (RingFullException ex) {
				System.out.println(ex.getMessage());
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void awaitEnd() throws InterruptedException {
		this.end.await();
	}

	@Override
	public int getExitCode() {
		return isOver(this.sent) ? 0 : 1;
	}

}
