package io.mmapring.spring.producer;

import java.util.List;

import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

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
		return ring(ring).tryPublish(event);
	}

	@Override
	public long sendAll(String ring, List<?> events) {
		return ring(ring).publishAll(events);
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
