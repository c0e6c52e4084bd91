package io.mmapring.spring.producer;

import io.mmapring.spring.RingEventBuilder;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.rings.SendMode;

/**
 * Sends on rings of the application by their names.
 */
public final class ManagedRingTemplate implements RingTemplate {

	private final ManagedRings rings;

	/**
	 * Send on rings.
	 * @param rings the rings
	 */
	public ManagedRingTemplate(ManagedRings rings) {
		this.rings = rings;
	}

	@Override
	public long send(String ring, Object event) {
		return ring(ring).publish(event);
	}

	@Override
	public boolean trySend(String ring, Object event) {
		return ring(ring).publish(event, SendMode.TRY, null) >= 0;
	}

	@Override
	public long sendAll(String ring, Iterable<?> events) {
		return ring(ring).publishAll(ManagedRingSender.list(events), SendMode.CONFIGURED);
	}

	@Override
	public boolean trySendAll(String ring, Iterable<?> events) {
		return ManagedRingSender.trySendAll(ring(ring), events);
	}

	@Override
	public RingEventBuilder newEvent(String ring, Object event) {
		return new EventSending(ring(ring), event);
	}

	@Override
	public RingSender<Object> sender(String ring) {
		return new ManagedRingSender<>(ring(ring), Object.class);
	}

	@Override
	public <T> RingSender<T> sender(String ring, Class<T> type) {
		ManagedRing managed = ring(ring);
		managed.types().use(type, "RingTemplate.sender(\"" + ring + "\", " + type.getSimpleName() + ".class)");
		return new ManagedRingSender<>(managed, type);
	}

	private ManagedRing ring(String name) {
		ManagedRing ring = this.rings.ring(name, "RingTemplate");
		if (!ring.isProducing()) {
			ring.produces();
			this.rings.openIfRunning(ring);
		}
		return ring;
	}

}
