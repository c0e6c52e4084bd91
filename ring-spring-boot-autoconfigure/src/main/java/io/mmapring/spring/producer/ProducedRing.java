package io.mmapring.spring.producer;

import org.springframework.beans.factory.BeanFactory;

import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.rings.HeaderUse;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * A ring that a producer bean sends to.
 *
 * @param rings all rings of the application
 * @param ring the ring
 * @param user the producer, in words
 */
record ProducedRing(ManagedRings rings, ManagedRing ring, String user) {

	static ProducedRing of(BeanFactory beanFactory, String text, String user) {
		ManagedRings rings = beanFactory.getBean(ManagedRings.class);
		String name = new AttributeTexts(beanFactory, user).resolve("ring", text);
		if (name.isEmpty()) {
			throw new RingSignatureException(user, "ring=''", "name the ring");
		}
		ManagedRing ring = rings.ring(name, user);
		ring.produces();
		return new ProducedRing(rings, ring, user);
	}

	void uses(Class<?> eventType) {
		this.ring.types().use(eventType, this.user);
	}

	void sets(HeaderUse header) {
		this.ring.sets(header);
	}

	/** The bean is ready: a lazy one may come when the application runs already. */
	ManagedRing open() {
		this.rings.openIfRunning(this.ring);
		return this.ring;
	}

}
