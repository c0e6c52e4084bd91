package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.error.TakenInPartException;
import io.mmapring.spring.RingBatchException;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Hands the events of a batch to a method: as a list, or one by one if the method must be
 * told truly which one is the last that it gets.
 */
final class BatchMethod {

	private final MethodHandle invoker;

	private final DeliveryContext context;

	private final Deliveries deliveries;

	private final Failures failures;

	private final boolean asList;

	/** Acknowledged for what is settled here, if events are at all. */
	private final @Nullable Consumer consumer;

	/** Sequences of what is handed over now. */
	private List<Long> current = List.of();

	BatchMethod(MethodHandle invoker, DeliveryContext context, Deliveries deliveries, Failures failures, boolean asList,
			@Nullable Consumer consumer) {
		this.invoker = invoker;
		this.context = context;
		this.deliveries = deliveries;
		this.failures = failures;
		this.asList = asList;
		this.consumer = consumer;
		if (consumer != null) {
			context.acknowledgments(() -> new BatchAcknowledgment(consumer, this.current));
		}
	}

	/**
	 * Hand them over.
	 * @return those that are to become dead letters, behind which nothing was handed
	 * over; or {@code null} if all are done
	 * @throws TakenInPartException if the listener is to stop; those before are done
	 */
	@Nullable Doomed handOver(KeptEvents events) throws Exception {
		try {
			int size = events.count();
			int next = 0;
			// made for failures only
			Attempts attempts = null;
			while (next < size) {
				int end = this.asList ? size : next + 1;
				Throwable failure = call(events, next, end);
				if (failure == null) {
					next = end;
					attempts = null;
					continue;
				}
				int index = index(failure, end - next);
				if (index > 0) {
					done(events, next, next + index);
					next += index;
					attempts = null;
				}
				attempts = (attempts != null) ? attempts : new Attempts();
				int failed = (index >= 0) ? next + 1 : end;
				Doomed doomed = failed(events, next, failed, attempts, cause(failure, index));
				if (doomed != null) {
					return doomed;
				}
				if (attempts.isSettled()) {
					next = failed;
					attempts = null;
				}
			}
			return null;
		}
		finally {
			this.context.attempt(1);
			this.failures.over();
		}
	}

	private @Nullable Throwable call(KeptEvents events, int from, int to) {
		try {
			Object argument = argument(events, from);
			this.context.at(events.typeAt(from), events.sequenceAt(from), to == events.count());
			if (this.consumer != null) {
				this.current = events.sequences(from, to);
			}
			Object unused = (Object) this.invoker.invokeExact(argument, this.context);
			this.deliveries.delivered(to - from);
			return null;
		}
		catch (Throwable ex) {
			// decided upon by the caller
			return ex;
		}
	}

	private Object argument(KeptEvents events, int from) {
		if (!this.asList) {
			return events.event(from);
		}
		return events.from(from);
	}

	/** Where a list has failed, or -1 if it did not say so. */
	private int index(Throwable failure, int size) {
		boolean says = this.asList && failure instanceof RingBatchException;
		int index = says ? ((RingBatchException) failure).index() : -1;
		return (index < size) ? index : -1;
	}

	private static Throwable cause(Throwable failure, int index) {
		Throwable cause = failure.getCause();
		return (index >= 0 && cause != null) ? cause : failure;
	}

	/** Count what the method says that it has done. */
	private void done(KeptEvents events, int from, int to) {
		this.deliveries.delivered(to - from);
		acknowledge(events, from, to);
	}

	private @Nullable Doomed failed(KeptEvents events, int from, int to, Attempts attempts, Throwable ex)
			throws Exception {
		long sequence = events.sequenceAt(from);
		Object argument = (to == from + 1) ? events.event(from) : events.from(from);
		this.context.at(events.typeAt(from), sequence, to == events.count());
		try {
			switch (this.failures.decide(attempts, ex, true, this.context, argument, to - from)) {
				case RETRY -> this.context.attempt(attempts.number());
				case DEAD_LETTER -> {
					return new Doomed(events.sequences(from, to), ex, attempts.number());
				}
				default -> {
					this.failures.skip(sequence, to - from, ex);
					acknowledge(events, from, to);
					attempts.settled();
					this.failures.over();
				}
			}
			return null;
		}
		catch (Exception stop) {
			throw new TakenInPartException(sequence, stop);
		}
	}

	private void acknowledge(KeptEvents events, int from, int to) {
		if (this.consumer != null) {
			for (int i = from; i < to; i++) {
				this.consumer.acknowledge(events.sequenceAt(i));
			}
		}
	}

}
