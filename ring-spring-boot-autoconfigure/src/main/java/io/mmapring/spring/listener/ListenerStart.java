package io.mmapring.spring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.ObserverOptions;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.error.RingException;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.delivery.DeadLetters;
import io.mmapring.spring.delivery.Deliveries;
import io.mmapring.spring.delivery.Delivery;
import io.mmapring.spring.delivery.HandlingSource;
import io.mmapring.spring.delivery.ListenerGate;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.endpoint.ListenerSharing;
import io.mmapring.spring.rings.ManagedRing;

/** Prepares the threads of one listener. */
final class ListenerStart {

	private final ListenerEndpoint endpoint;

	private final ManagedRing ring;

	private final ListenerDriver driver;

	private final List<Seat> seats;

	private final @Nullable DeadLetters deadLetters;

	private final HandlingSource handlings;

	private final BooleanSupplier predecessors;

	/**
	 * Prepare.
	 * @param deadLetters publishes what cannot be handled, or {@code null}
	 * @param siblings what it shares with other listeners
	 * @param predecessors whether groups that the listener stays behind still run here
	 * @throws RingSignatureException if its threads cannot have the cores that they are
	 * to be kept on
	 */
	ListenerStart(ListenerEndpoint endpoint, ManagedRing ring, @Nullable DeadLetters deadLetters, Siblings siblings,
			BooleanSupplier predecessors) {
		this.endpoint = endpoint;
		this.ring = ring;
		this.deadLetters = deadLetters;
		this.driver = siblings.driver();
		this.handlings = siblings.handlings();
		this.seats = Seat.of(endpoint, this.driver.runsByItself());
		this.predecessors = predecessors;
	}

	/**
	 * Make the threads of a listener. Unless it stands by it has its group when this
	 * returns.
	 * @param deliveries of each thread
	 * @param progress of each thread
	 * @throws RingException if its group cannot be taken
	 */
	List<ListenerRun> runs(Ring ring, List<Deliveries> deliveries, List<Progress> progress) {
		List<Consumer> taken = new ArrayList<>();
		List<ListenerRun> runs = new ArrayList<>();
		boolean complete = false;
		try {
			for (int i = 0; i < deliveries.size(); i++) {
				runs.add(run(ring, i, deliveries.get(i), progress.get(i), taken));
			}
			complete = true;
			return runs;
		}
		finally {
			if (!complete) {
				taken.forEach(Consumer::close);
			}
		}
	}

	/**
	 * Make the thread of an observer.
	 * @param before what it was before, or {@code null}: it goes on there
	 */
	ListenerRun observing(Ring ring, @Nullable ListenerRuns before, Deliveries deliveries, Progress progress) {
		Delivery delivery = delivery(deliveries);
		Source source = observer(ring, seenUpTo(ring, before), delivery);
		return run(0, Entry.of(source), () -> delivery, deliveries, progress);
	}

	/**
	 * Make the threads of a listener that cannot have its group yet: they try again.
	 * @param deliveries of each thread
	 * @param progress of each thread
	 * @param problem told why an attempt has failed
	 */
	List<ListenerRun> retrying(List<Deliveries> deliveries, List<Progress> progress,
			java.util.function.Consumer<RingException> problem) {
		ListenerMode mode = this.endpoint.settings().sharing().mode();
		RingListenerState waiting = (mode == ListenerMode.STANDBY) ? RingListenerState.STANDBY
				: RingListenerState.STARTING;
		return IntStream.range(0, deliveries.size()).mapToObj((i) -> {
			Supplier<Delivery> delivery = () -> delivery(deliveries.get(i));
			Entry entry = Entry.retrying(this.ring, waiting, (ring) -> source(ring, mode, delivery.get()), problem);
			return run(i, entry, delivery, deliveries.get(i), progress.get(i));
		}).toList();
	}

	private Source source(Ring ring, ListenerMode mode, Delivery delivery) {
		return switch (mode) {
			case EXCLUSIVE -> Source.of(ring.consumer(options(delivery)));
			case STANDBY -> Source.of(ring.awaitConsumer(options(delivery)));
			case OBSERVER -> observer(ring, -1, delivery);
		};
	}

	/** Where an observer was when it stopped, or -1 if the ring is not the same. */
	private long seenUpTo(Ring ring, @Nullable ListenerRuns before) {
		if (before == null || this.endpoint.settings().startFrom() != StartPosition.COMMITTED) {
			return -1;
		}
		long position = before.position();
		return (position <= ring.snapshot().tail()) ? position : -1;
	}

	private Source observer(Ring ring, long from, Delivery delivery) {
		if (delivery.storePosition() == StorePosition.MANUAL) {
			throw new RingSignatureException(this.endpoint.place(),
					"ack-mode=manual with mode=observer (expected: batch or record, an observer has no position to acknowledge)",
					"leave out the Acknowledgment, or choose another mode");
		}
		ListenerSettings settings = this.endpoint.settings();
		boolean earliest = settings.startFrom() == StartPosition.EARLIEST;
		ObserverOptions start = earliest ? ObserverOptions.EARLIEST : ObserverOptions.LATEST;
		ObserverOptions options = (from >= 0) ? ObserverOptions.from(from) : start;
		return Source.of(ring.observer(options.withWaitStrategy(settings.waitStrategy())));
	}

	private ListenerRun run(Ring ring, int index, Deliveries deliveries, Progress progress, List<Consumer> taken) {
		Delivery delivery = delivery(deliveries);
		ConsumerOptions options = options(delivery);
		Entry entry;
		if (this.endpoint.settings().sharing().mode() == ListenerMode.STANDBY) {
			entry = Entry.standby(ring, options);
		}
		else {
			Consumer consumer = ring.consumer(options);
			taken.add(consumer);
			entry = Entry.of(Source.of(consumer));
		}
		return run(index, entry, () -> delivery, deliveries, progress);
	}

	private Delivery delivery(Deliveries deliveries) {
		return new Delivery(this.endpoint, this.ring.types(), deliveries, this.deadLetters, this.handlings);
	}

	private ListenerRun run(int index, Entry entry, Supplier<Delivery> delivery, Deliveries deliveries,
			Progress progress) {
		deliveries.abandon(false);
		progress.reset(System.nanoTime());
		ListenerGate gate = new ListenerGate();
		return new ListenerRun(this.endpoint, this.seats.get(index), this.ring, entry,
				(source) -> delivery.get().handler(gate, source.consumer()), gate, deliveries, progress, this.driver,
				this.predecessors);
	}

	private ConsumerOptions options(Delivery delivery) {
		ListenerSettings settings = this.endpoint.settings();
		ConsumerOptions options = ConsumerOptions.of(this.endpoint.group())
			.withAfter(this.ring.group(this.endpoint.group()).after().toArray(String[]::new))
			.withStartFrom(ListenerRegistry.startFrom(settings))
			.withStorePosition(delivery.storePosition())
			.withBatchLimit(settings.maxBatchSize())
			.withWaitStrategy(settings.waitStrategy());
		ListenerSharing sharing = settings.sharing();
		return sharing.isShared() ? options.withShards(sharing.shards(), ShardKeys.of(this.endpoint, this.ring.types()))
				: options;
	}

}
