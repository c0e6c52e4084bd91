package io.mmapring.spring.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;

import io.mmapring.event.EventView;
import io.mmapring.spring.ErrorPolicy;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.endpoint.DeliveryContext;
import io.mmapring.spring.endpoint.ErrorSettings;

/**
 * Decides what follows when a listener has failed, and waits before a further attempt.
 * <p>
 * Threads: the thread of the listener only.
 */
final class Failures {

	/** So often while it waits, look whether the listener is to stop. */
	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

	private final ErrorSettings settings;

	private final @Nullable RingErrorHandler handler;

	private final Deliveries deliveries;

	private final @Nullable DeadLetters deadLetters;

	private final ListenerGate gate;

	private final Handling handling;

	Failures(ErrorSettings settings, @Nullable RingErrorHandler handler, Deliveries deliveries,
			@Nullable DeadLetters deadLetters, ListenerGate gate, Handling handling) {
		this.settings = settings;
		this.handler = handler;
		this.deliveries = deliveries;
		this.deadLetters = deadLetters;
		this.gate = gate;
		this.handling = handling;
	}

	/** Whether somebody is asked who may want to see the event. */
	boolean isAsking() {
		return this.handler != null;
	}

	/**
	 * Decide what follows. Behind RETRY the time before the next attempt has passed.
	 * @param attempts of this event
	 * @param ex why it failed
	 * @param readable {@code false} if the event could not be read
	 * @param metadata of the event, or the first of the events
	 * @param event the event or the events, if somebody is asked
	 * @param events how many they are
	 * @throws Exception the exception if the listener is to stop
	 */
	RingErrorAction decide(Attempts attempts, Throwable ex, boolean readable, DeliveryContext metadata,
			@Nullable Object event, int events) throws Exception {
		long sequence = metadata.sequence();
		if (!readable && this.handling.isOfEach()) {
			this.handling.begin(HandedEvents.of(metadata));
		}
		this.handling.failed(sequence, ex);
		this.deliveries.checkFault(sequence, events, ex);
		this.deliveries.failed(sequence, ex);
		RingErrorAction action = wanted(sequence);
		if (action == null) {
			action = (ex instanceof Exception exception) ? action(attempts, exception, readable, metadata, event)
					: RingErrorAction.STOP;
		}
		this.handling.decided(action);
		if (action == RingErrorAction.RETRY) {
			attempts.next();
			this.deliveries.retried();
		}
		else if (action == RingErrorAction.STOP) {
			this.deliveries.note(sequence, events, ex);
			throw Deliveries.rethrown(ex);
		}
		return action;
	}

	/** Meet an event of a batch again, which is to become a dead letter now. */
	void doomed(DeliveryContext event, Throwable ex) {
		if (this.handling.isOfEach()) {
			this.handling.begin(HandedEvents.of(event));
		}
		this.handling.failed(event.sequence(), ex);
		this.handling.decided(RingErrorAction.DEAD_LETTER);
	}

	/** No further attempt follows. */
	void over() {
		this.handling.over();
	}

	/** What somebody else has asked for, or {@code null}. */
	private @Nullable RingErrorAction wanted(long sequence) {
		PassOver passOver = this.deliveries.passOver();
		if (passOver.take(sequence)) {
			return passedOver();
		}
		return passOver.isMeantForAnother(sequence) ? RingErrorAction.RETRY : null;
	}

	private RingErrorAction action(Attempts attempts, Exception ex, boolean readable, RingMetadata metadata,
			@Nullable Object event) throws Exception {
		RingErrorHandler handler = this.handler;
		if (handler != null) {
			RingErrorAction action = ask(handler, ex, metadata, event);
			return (action != RingErrorAction.RETRY || isWorthWaiting(attempts, metadata.sequence())) ? action
					: last(metadata.sequence());
		}
		boolean again = readable && this.settings.retries().shouldRetry(ex);
		long sequence = metadata.sequence();
		return (again && pause(attempts.delayMs(this.settings.retries().getBackOff()), sequence))
				? RingErrorAction.RETRY : last(sequence);
	}

	private RingErrorAction ask(RingErrorHandler handler, Exception ex, RingMetadata metadata, @Nullable Object event) {
		try {
			return handler.onError(ex, metadata, event);
		}
		catch (RuntimeException failure) {
			if (failure != ex) {
				failure.addSuppressed(ex);
			}
			this.deliveries.note(metadata.sequence(), 1, failure);
			throw failure;
		}
	}

	private boolean isWorthWaiting(Attempts attempts, long sequence) throws ListenerGate.Shut {
		long delayMs = attempts.delayMs(this.settings.patience());
		long untilNs = attempts.elapsedNs() + TimeUnit.MILLISECONDS.toNanos(delayMs);
		return untilNs <= this.settings.longest().toNanos() && pause(delayMs, sequence);
	}

	/** What follows the last attempt. */
	private RingErrorAction last(long sequence) {
		boolean wanted = this.deliveries.passOver().take(sequence);
		return (!wanted && this.settings.policy() == ErrorPolicy.STOP) ? RingErrorAction.STOP : passedOver();
	}

	private RingErrorAction passedOver() {
		return (this.deadLetters != null) ? RingErrorAction.DEAD_LETTER : RingErrorAction.SKIP;
	}

	/**
	 * Wait before a further attempt.
	 * @return {@code false} if there is to be none, or somebody wants it to be passed
	 * over
	 * @throws ListenerGate.Shut if the listener is to stop or to pause: the event comes
	 * again
	 */
	private boolean pause(long delayMs, long sequence) throws ListenerGate.Shut {
		if (delayMs == BackOffExecution.STOP) {
			return false;
		}
		long startNs = System.nanoTime();
		long delayNs = TimeUnit.MILLISECONDS.toNanos(delayMs);
		while (true) {
			this.gate.passAgain();
			if (this.deliveries.passOver().isWanted(sequence)) {
				return false;
			}
			long restNs = delayNs - (System.nanoTime() - startNs);
			if (restNs <= 0) {
				return true;
			}
			LockSupport.parkNanos(this, Math.min(restNs, LOOK_NS));
		}
	}

	/**
	 * Pass over an event where it lies, or publish it as a dead letter.
	 * @param action one of skip and dead letter
	 */
	void settle(RingErrorAction action, EventView event, long sequence, Throwable ex, int attempts) {
		if (action == RingErrorAction.SKIP) {
			skip(sequence, 1, ex);
		}
		else {
			publish(event, sequence, ex, attempts);
		}
	}

	void skip(long sequence, int events, Throwable ex) {
		this.deliveries.skipped(sequence, events, ex);
	}

	/** Publish a dead letter, or fail: nothing is lost. */
	void publish(EventView event, long sequence, Throwable ex, int attempts) {
		DeadLetters deadLetters = this.deadLetters;
		try {
			if (deadLetters == null) {
				throw DeadLetters.missing(sequence, ex);
			}
			deadLetters.publish(event, sequence, ex, attempts);
		}
		catch (RuntimeException failure) {
			this.deliveries.note(sequence, 1, failure);
			throw failure;
		}
		this.deliveries.deadLetter(sequence, deadLetters.ring(), ex);
	}

}
