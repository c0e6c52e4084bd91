package io.mmapring.spring.observation;

import java.util.List;

import io.micrometer.observation.transport.ReceiverContext;

import io.mmapring.spring.RingMetadata;

/**
 * Events that a listener handles, while they are observed.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingListenerContext extends ReceiverContext<TraceHeader> {

	private final String ring;

	private final String listener;

	private final String group;

	private final String eventType;

	private final long sequence;

	private final int events;

	private final boolean batch;

	private final List<String> traceparents;

	/**
	 * Events are about to be handled.
	 * @param first the event, or the first of the events
	 * @param events how many they are
	 * @param batch whether the listener takes several at once
	 * @param traceparents traces of those that have one, as texts of W3C Trace Context
	 */
	public RingListenerContext(RingMetadata first, int events, boolean batch, List<String> traceparents) {
		super((header, key) -> header.get(key));
		this.ring = first.ring();
		this.listener = first.listener();
		this.group = first.group();
		this.eventType = first.typeName();
		this.sequence = first.sequence();
		this.events = events;
		this.batch = batch;
		this.traceparents = List.copyOf(traceparents);
		// of a batch none is the parent: all are linked
		setCarrier(new TraceHeader((!batch && !traceparents.isEmpty()) ? traceparents.get(0) : null));
	}

	/**
	 * Name of the ring.
	 * @return the name
	 */
	public String ring() {
		return this.ring;
	}

	/**
	 * Id of the listener.
	 * @return the id
	 */
	public String listener() {
		return this.listener;
	}

	/**
	 * Name of the listener's group.
	 * @return the name
	 */
	public String group() {
		return this.group;
	}

	/**
	 * Name of the type of the event, or of the first, on the ring.
	 * @return the name, empty if it is bytes
	 */
	public String eventType() {
		return this.eventType;
	}

	/**
	 * Sequence of the event, or of the first.
	 * @return the sequence
	 */
	public long sequence() {
		return this.sequence;
	}

	/**
	 * How many events are handed over at once.
	 * @return their number, 1 for a single one
	 */
	public int events() {
		return this.events;
	}

	/**
	 * Whether the listener takes several events at once.
	 * @return whether it takes a list or batch
	 */
	public boolean isBatch() {
		return this.batch;
	}

	/**
	 * Traces of the events that have one.
	 * @return texts of W3C Trace Context
	 */
	public List<String> traceparents() {
		return this.traceparents;
	}

}
