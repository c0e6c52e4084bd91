package io.mmapring.benchmarks.ring;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.event.EventHandler;

/** What the events of a ring are made of. */
public interface Events {

	/**
	 * What they are called.
	 * @return in one word
	 */
	String name();

	/**
	 * Tell a ring about the type.
	 * @param ring the ring
	 */
	void register(Ring ring);

	/**
	 * Make one that writes events, for one thread.
	 * @return it
	 */
	Writer writer();

	/**
	 * Make one that reads events, for one thread.
	 * @param checksum told of each event
	 * @return it
	 */
	EventHandler handler(Checksum checksum);

	/** Writes events. */
	interface Writer {

		/**
		 * Publish one event, if there is room.
		 * @param producer publishes it
		 * @param i number of the event
		 * @return its sequence, or a negative number if there is no room
		 */
		long tryPublish(Producer producer, long i);

		/**
		 * Write the next event of a claim.
		 * @param claim the claim
		 * @param i number of the event
		 */
		void fill(Claim claim, long i);

	}

	/** The number of the event that a filler writes. */
	final class EventNumber {

		long value;

	}

}
