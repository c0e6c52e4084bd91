package io.mmapring.spring.delivery;

import java.util.List;

import io.mmapring.Consumer;
import io.mmapring.spring.Acknowledgment;

/**
 * Acknowledges events of one consumer.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param consumer has handed them out
 * @param sequences their sequences, in order, at least one
 */
record BatchAcknowledgment(Consumer consumer, List<Long> sequences) implements Acknowledgment {

	@Override
	public boolean acknowledge() {
		boolean open = false;
		for (long sequence : this.sequences) {
			open |= this.consumer.acknowledge(sequence);
		}
		return open;
	}

	@Override
	public void nack() {
		this.consumer.redeliver(this.sequences.get(0));
	}

}
