package io.mmapring.spring.actuate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.mmapring.error.RingException;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerState;

/** What somebody who runs an application may have one of its listeners do. */
enum ListenerOperation {

	/** Take no further events; the group stays taken. */
	PAUSE,

	/** Take events again after a pause. */
	RESUME,

	/** Start one that was stopped, or has failed. */
	START,

	/** Stop it: the group is let go, a standby takes it. */
	STOP,

	/** Go on elsewhere. */
	SEEK,

	/** Pass over the event that it is at. */
	SKIP;

	/**
	 * Do it.
	 * @param to where to, or what
	 * @return what was done, in words
	 * @throws InvalidEndpointRequestException if it cannot be done now
	 */
	String run(RingListenerContainer listener, @Nullable String to) {
		if (!states().contains(listener.state())) {
			throw RingEndpoint.bad("cannot %s listener '%s' of ring '%s': state=%s (expected: one of %s)".formatted(
					lower(this), listener.id(), listener.ring(), lower(listener.state()),
					states().stream().map(ListenerOperation::lower).toList()));
		}
		try {
			return "listener '%s' %s".formatted(listener.id(), done(listener, to));
		}
		catch (RingException | IllegalStateException ex) {
			throw RingEndpoint.bad(String.valueOf(ex.getMessage()));
		}
	}

	private String done(RingListenerContainer listener, @Nullable String to) {
		switch (this) {
			case PAUSE -> {
				listener.pause();
				return "takes no event after the one it has";
			}
			case RESUME -> {
				listener.resume();
				return "takes events again";
			}
			case START -> {
				listener.start();
				return "was started";
			}
			case STOP -> {
				listener.stop();
				return (listener.state() == RingListenerState.STOPPING)
						? "is told to stop; its method has not returned in time" : "was stopped";
			}
			case SEEK -> {
				return "goes on at " + seek(listener, to);
			}
			case SKIP -> {
				long sequence = sequence(to, "the sequence of the event that it is at");
				return listener.skip(sequence) ? "has passed over event " + sequence
						: "is to pass over event %d; its call was interrupted and has not ended yet"
							.formatted(sequence);
			}
		}
		throw new IllegalStateException("operation=" + this);
	}

	/** States in which it can be done. */
	private Set<RingListenerState> states() {
		return switch (this) {
			case PAUSE, RESUME -> EnumSet.of(RingListenerState.RUNNING, RingListenerState.PAUSED);
			case START -> EnumSet.complementOf(EnumSet.of(RingListenerState.STOPPING));
			case STOP -> EnumSet.allOf(RingListenerState.class);
			case SEEK -> EnumSet.of(RingListenerState.RUNNING, RingListenerState.PAUSED, RingListenerState.STOPPED,
					RingListenerState.FAILED);
			case SKIP -> EnumSet.of(RingListenerState.RUNNING, RingListenerState.STOPPING, RingListenerState.STOPPED,
					RingListenerState.FAILED);
		};
	}

	private static long seek(RingListenerContainer listener, @Nullable String to) {
		if ("earliest".equals(to)) {
			return listener.seekToEarliest();
		}
		return "latest".equals(to) ? listener.seekToLatest()
				: listener.seek(sequence(to, "earliest, latest or a sequence from 0"));
	}

	private static long sequence(@Nullable String text, String expected) {
		try {
			long sequence = (text != null) ? Long.parseLong(text) : -1;
			if (sequence >= 0) {
				return sequence;
			}
		}
		catch (NumberFormatException ex) {
			// refused below
		}
		throw RingEndpoint.bad("to='%s' (expected: %s)".formatted((text != null) ? text : "", expected));
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
