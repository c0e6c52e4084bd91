package io.mmapring.spring.observation;

import java.util.Map;

import org.slf4j.MDC;

import io.mmapring.spring.delivery.HandedEvents;
import io.mmapring.spring.delivery.Handling;
import io.mmapring.spring.delivery.ListenerLabels;

/**
 * Labels log lines by SLF4J's MDC: {@code ring}, {@code listener} and {@code group} of
 * the thread, and {@code sequence} of the event that has failed, or of each.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class MdcLabels implements ListenerLabels {

	private static final String RING = "ring";

	private static final String LISTENER = "listener";

	private static final String GROUP = "group";

	private static final String SEQUENCE = "sequence";

	private final boolean eachEvent;

	/**
	 * Label.
	 * @param eachEvent whether to put the sequence of each event, which makes objects,
	 * and not only while an error is dealt with
	 */
	public MdcLabels(boolean eachEvent) {
		this.eachEvent = eachEvent;
	}

	@Override
	public Runnable put(String ring, String listener, String group) {
		Map<String, String> before = MDC.getCopyOfContextMap();
		MDC.put(RING, ring);
		MDC.put(LISTENER, listener);
		MDC.put(GROUP, group);
		return () -> {
			if (before != null) {
				MDC.setContextMap(before);
			}
			else {
				MDC.clear();
			}
		};
	}

	@Override
	public Handling handling() {
		return new Sequences(this.eachEvent);
	}

	/**
	 * Puts the sequence.
	 *
	 * @param isOfEach whether of each event
	 */
	private record Sequences(boolean isOfEach) implements Handling {

		@Override
		public void begin(HandedEvents events) {
			if (this.isOfEach) {
				MDC.put(SEQUENCE, Long.toString(events.first().sequence()));
			}
		}

		@Override
		public void handled() {
			MDC.remove(SEQUENCE);
		}

		@Override
		public void failed(long sequence, Throwable ex) {
			MDC.put(SEQUENCE, Long.toString(sequence));
		}

		@Override
		public void over() {
			MDC.remove(SEQUENCE);
		}

	}

}
