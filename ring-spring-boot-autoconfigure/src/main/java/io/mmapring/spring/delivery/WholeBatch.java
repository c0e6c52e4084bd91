package io.mmapring.spring.delivery;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Keeps the events of a batch and hands them over at its end.
 * <p>
 * What becomes a dead letter is read once more: its bytes are where they were, since the
 * position has not moved over them. An observer's may be overwritten by then.
 * <p>
 * Needs a consumer or observer that gives the batch again after an exception.
 */
final class WholeBatch implements EventHandler {

	private static final long NONE = -1;

	private final BatchMethod method;

	private final DeliveryContext context;

	private final EventReader reader;

	private final ListenerGate gate;

	private final Failures failures;

	/** Acknowledged for what never reaches the method, if events are at all. */
	private final @Nullable Consumer consumer;

	private final KeptEvents events;

	private @Nullable Doomed doomed;

	/** How many of them are dead letters by now. */
	private int published;

	/** The last event that could not be read and is settled. */
	private long unreadable = NONE;

	private boolean begun;

	WholeBatch(BatchMethod method, KeptEvents events, DeliveryContext context, EventReader reader, ListenerGate gate,
			Failures failures, @Nullable Consumer consumer) {
		this.method = method;
		this.events = events;
		this.context = context;
		this.reader = reader;
		this.gate = gate;
		this.failures = failures;
		this.consumer = consumer;
	}

	@Override
	public void onEvent(EventView event, long sequence, boolean endOfBatch) throws Exception {
		boolean done = false;
		// of a poll that was cut short, since events are to come again
		this.events.forgetFrom(sequence);
		try {
			if (!this.begun) {
				this.gate.pass(sequence);
				this.begun = true;
			}
			read(event, sequence);
			if (endOfBatch) {
				handOver();
				this.begun = false;
			}
			done = true;
		}
		catch (TakenInPartException ex) {
			throw ex;
		}
		catch (InternalError ex) {
			// whoever polls finds out whether it comes from the file
			throw ex;
		}
		catch (Exception | Error ex) {
			throw new TakenInPartException(this.events.isEmpty() ? sequence : this.events.sequenceAt(0), ex);
		}
		finally {
			if (!done) {
				this.events.clear();
				this.begun = false;
			}
		}
	}

	private void handOver() throws Exception {
		if (this.events.isEmpty()) {
			return;
		}
		Doomed doomed = this.method.handOver(this.events);
		if (doomed != null) {
			this.doomed = doomed;
			this.published = 0;
			throw new TakenInPartException(doomed.sequences().get(0), new ListenerGate.Shut());
		}
		this.events.clear();
	}

	private void read(EventView event, long sequence) throws Exception {
		Doomed doomed = this.doomed;
		if (doomed != null && sequence > doomed.last()) {
			overwritten(doomed);
			doomed = null;
		}
		if (doomed != null && doomed.sequences().contains(sequence)) {
			letter(event, sequence, doomed);
			acknowledge(sequence);
			this.published++;
			if (sequence == doomed.last()) {
				this.doomed = null;
			}
			return;
		}
		try {
			Object argument = this.reader.read(event);
			if (argument != null) {
				this.events.add(argument, event, sequence);
			}
			else {
				acknowledge(sequence);
			}
		}
		catch (RuntimeException ex) {
			unreadable(event, sequence, ex);
		}
		finally {
			this.reader.close();
		}
	}

	/**
	 * Nobody waited for an observer that was to publish them: what happened is said all
	 * the same.
	 */
	private void overwritten(Doomed doomed) {
		this.doomed = null;
		int left = doomed.sequences().size() - this.published;
		this.failures.skip(doomed.sequences().get(this.published), left, doomed.cause());
	}

	private void letter(EventView event, long sequence, Doomed doomed) {
		this.context.at(event, sequence, false);
		this.failures.doomed(this.context, doomed.cause());
		try {
			this.failures.publish(event, sequence, doomed.cause(), doomed.attempts());
		}
		finally {
			this.failures.over();
		}
	}

	private void unreadable(EventView event, long sequence, RuntimeException ex) throws Exception {
		if (sequence == this.unreadable) {
			// comes again for the sake of those before it
			return;
		}
		try {
			this.context.at(event, sequence, false);
			Attempts attempts = new Attempts();
			RingErrorAction action = this.failures.decide(attempts, ex, false, this.context, null, 1);
			this.failures.settle((action == RingErrorAction.RETRY) ? RingErrorAction.SKIP : action, event, sequence, ex,
					0);
		}
		catch (Exception stop) {
			this.failures.over();
			// those before it are not to wait for ever behind it
			handOver();
			throw new TakenInPartException(sequence, stop);
		}
		finally {
			this.failures.over();
		}
		this.unreadable = sequence;
		acknowledge(sequence);
	}

	private void acknowledge(long sequence) {
		if (this.consumer != null) {
			this.consumer.acknowledge(sequence);
		}
	}

}
