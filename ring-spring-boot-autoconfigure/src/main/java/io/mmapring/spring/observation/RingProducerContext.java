package io.mmapring.spring.observation;

import io.micrometer.observation.transport.SenderContext;

/**
 * Events that are sent, while they are observed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingProducerContext extends SenderContext<TraceHeader> {

	private final String ring;

	private final String eventType;

	private final int events;

	private long sequence = -1;

	/**
	 * Events are about to be sent.
	 * @param ring name of the ring
	 * @param eventType name of their type on the ring, empty if they are bytes
	 * @param events how many they are
	 */
	public RingProducerContext(String ring, String eventType, int events) {
		super((header, key, value) -> {
			if (header != null) {
				header.set(key, value);
			}
		});
		this.ring = ring;
		this.eventType = eventType;
		this.events = events;
		setCarrier(new TraceHeader());
	}

	/**
	 * Name of the ring.
	 * @return the name
	 */
	public String ring() {
		return this.ring;
	}

	/**
	 * Name of the events' type on the ring.
	 * @return the name, empty if they are bytes
	 */
	public String eventType() {
		return this.eventType;
	}

	/**
	 * How many events are sent as one batch.
	 * @return their number, 1 for a single one
	 */
	public int events() {
		return this.events;
	}

	/**
	 * Sequence of the first event.
	 * @return the sequence, or a negative number until it is published, or if it is not
	 */
	public long sequence() {
		return this.sequence;
	}

	void sequence(long sequence) {
		this.sequence = sequence;
	}

}
