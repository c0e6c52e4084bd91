package io.mmapring.spring.endpoint;

import io.mmapring.event.EventHeaders;
import io.mmapring.spring.RingEventId;
import io.mmapring.spring.RingMetadata;

/**
 * What is known of an event of a batch, in an object of its own.
 *
 * @param context the batch
 * @param sequence the event's sequence
 * @param type its type number
 * @param headers its headers
 * @param eventId tells it from every other one
 */
record KeptMetadata(DeliveryContext context, long sequence, int type, EventHeaders headers,
		RingEventId eventId) implements RingMetadata {

	static KeptMetadata of(DeliveryContext context) {
		return new KeptMetadata(context, context.sequence(), context.type(), new KeptHeaders(context),
				context.eventId());
	}

	@Override
	public String ring() {
		return this.context.ring();
	}

	@Override
	public String listener() {
		return this.context.listener();
	}

	@Override
	public String group() {
		return this.context.group();
	}

	@Override
	public boolean endOfBatch() {
		return true;
	}

	@Override
	public String typeName() {
		return this.context.typeName(this.type);
	}

	@Override
	public int attempt() {
		return this.context.attempt();
	}

	@Override
	public String toString() {
		return "event %d of ring '%s' for listener '%s'".formatted(this.sequence, ring(), listener());
	}

}
