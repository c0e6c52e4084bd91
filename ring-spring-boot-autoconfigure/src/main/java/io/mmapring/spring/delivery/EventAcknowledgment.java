package io.mmapring.spring.delivery;

import io.mmapring.Consumer;
import io.mmapring.spring.Acknowledgment;

/**
 * Acknowledges one event.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param consumer has handed it out
 * @param sequence its sequence
 */
record EventAcknowledgment(Consumer consumer, long sequence) implements Acknowledgment {

	@Override
	public boolean acknowledge() {
		return this.consumer.acknowledge(this.sequence);
	}

	@Override
	public void nack() {
		this.consumer.redeliver(this.sequence);
	}

}
