package io.mmapring.spring.test.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.Observer;
import io.mmapring.ObserverOptions;
import io.mmapring.Ring;
import io.mmapring.event.EventType;
import io.mmapring.event.EventView;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.test.RingRecorder;

/**
 * Records by an observer.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <T> type of the events
 */
final class ObservedRecorder<T> implements RingRecorder<T> {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int BATCH = 256;

	private final ManagedRings rings;

	private final ManagedRing ring;

	private final Class<T> type;

	private final List<T> events = new ArrayList<>();

	private @Nullable Observer observer;

	ObservedRecorder(ManagedRings rings, String ring, Class<T> type) {
		this.rings = rings;
		this.ring = rings.ring(ring, "@RecordRing");
		this.type = type;
		this.ring.types().use(type, "@RecordRing");
	}

	@Override
	public String ring() {
		return this.ring.name();
	}

	@Override
	public synchronized List<T> events() {
		look();
		return List.copyOf(this.events);
	}

	@Override
	public List<T> awaitEvents(int number, Duration atMost) {
		long startNs = System.nanoTime();
		List<T> events = events();
		while (events.size() < number) {
			if (System.nanoTime() - startNs > atMost.toNanos()) {
				throw new AssertionError("%d events on ring '%s' within %s (expected: at least %d): %s"
					.formatted(events.size(), ring(), atMost, number, events));
			}
			LockSupport.parkNanos(this, LOOK_NS);
			events = events();
		}
		return events;
	}

	@Override
	public synchronized void clear() {
		this.events.clear();
		Observer before = this.observer;
		if (before != null) {
			before.close();
		}
		// a context that was paused may have a new ring
		this.observer = open().observer(ObserverOptions.LATEST);
	}

	private Ring open() {
		this.rings.openIfRunning(this.ring);
		return this.ring.ring()
			.orElseThrow(() -> new IllegalStateException(
					"cannot record ring '%s': it is not open (expected: open); start the test's context first"
						.formatted(ring())));
	}

	private void look() {
		Observer observer = this.observer;
		if (observer == null) {
			observer = open().observer(ObserverOptions.EARLIEST);
			this.observer = observer;
		}
		try {
			int taken = BATCH;
			while (taken > 0) {
				taken = observer.poll((event, sequence, endOfBatch) -> add(event), BATCH);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException("cannot record ring '%s'".formatted(ring()), ex);
		}
		long lost = observer.lost();
		if (lost > 0) {
			throw new AssertionError(
					"%d slots of ring '%s' were overwritten before they were recorded (expected: 0); give the ring more slots or ask the recorder earlier"
						.formatted(lost, ring()));
		}
	}

	private void add(EventView event) {
		if (this.type == byte[].class) {
			byte[] bytes = new byte[event.length()];
			event.payload().getBytes(0, bytes);
			this.events.add(this.type.cast(bytes));
			return;
		}
		EventType<T> type = this.ring.types().of(this.type);
		if (event.type() == type.id()) {
			this.events.add(type.codec().decode(event.payload(), 0, event.length()));
		}
	}

}
