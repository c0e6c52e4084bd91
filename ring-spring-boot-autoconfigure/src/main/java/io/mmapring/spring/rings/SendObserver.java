package io.mmapring.spring.rings;

import io.mmapring.Ring;

/**
 * Is told of what is sent on the rings whose sending is observed.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface SendObserver {

	/**
	 * A ring whose sending is observed has been opened.
	 * @param ring the ring
	 * @throws io.mmapring.spring.RingPropertyException if it cannot be observed
	 */
	void check(Ring ring);

	/**
	 * Events are about to be sent.
	 * @param ring name of the ring
	 * @param type name of their type, empty if they are bytes
	 * @param events how many they are
	 * @return what becomes of them; for one thread
	 */
	Sending begin(String ring, String type, int events);

	/** Events that are being sent. It sets what they carry of their trace. */
	interface Sending extends EventExtras, AutoCloseable {

		/**
		 * The call that sends them has returned.
		 * @param sequence of the first, or a negative number if there was no room
		 */
		void sent(long sequence);

		/**
		 * They could not be sent.
		 * @param ex the reason
		 */
		void failed(Throwable ex);

		/** Nothing follows; what was neither sent nor failed was given up. */
		@Override
		void close();

	}

}
