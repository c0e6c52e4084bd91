package io.mmapring.spring;

import java.util.Collection;
import java.util.Optional;

/**
 * The listeners of this application.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface RingListenerRegistry {

	/**
	 * Find a listener.
	 * @param id its name
	 * @return the listener, or empty
	 */
	Optional<RingListenerContainer> find(String id);

	/**
	 * Get a listener.
	 * @param id its name
	 * @return the listener
	 * @throws IllegalArgumentException if there is none; names those there are
	 */
	RingListenerContainer get(String id);

	/**
	 * All listeners.
	 * @return the listeners, in the order of their registration
	 */
	Collection<RingListenerContainer> all();

	/**
	 * Add a listener while the application runs, and start it unless it says otherwise.
	 * Blocks while other processes attach or join.
	 * @param spec the listener
	 * @return the listener
	 * @throws RingSignatureException if it cannot work, or another one has its id or
	 * group
	 * @throws RingStartException if its group cannot be taken; it is not added then
	 */
	RingListenerContainer register(RingListenerSpec spec);

	/**
	 * Stop a listener and forget it, with its health and metrics. Its group stays in the
	 * ring and holds producers back, until a listener takes it again or it is evicted.
	 * Blocks as {@link RingListenerContainer#stop()} does.
	 * @param id its name
	 * @throws IllegalArgumentException if there is none; names those there are
	 * @throws IllegalStateException if its method has not returned in time, or calls this
	 * itself; it has stopped then, or will, and is not forgotten
	 */
	void unregister(String id);

	/**
	 * Start a listener; see {@link RingListenerContainer#start()}.
	 * @param id its name
	 */
	default void start(String id) {
		get(id).start();
	}

	/**
	 * Stop a listener; see {@link RingListenerContainer#stop()}. It stays stopped when
	 * the application's context is stopped and started.
	 * @param id its name
	 */
	default void stop(String id) {
		get(id).stop();
	}

	/**
	 * Pause a listener; see {@link RingListenerContainer#pause()}.
	 * @param id its name
	 */
	default void pause(String id) {
		get(id).pause();
	}

	/**
	 * Resume a listener; see {@link RingListenerContainer#resume()}.
	 * @param id its name
	 */
	default void resume(String id) {
		get(id).resume();
	}

	/**
	 * Have a listener go on elsewhere; see {@link RingListenerContainer#seek(long)}.
	 * @param id its name
	 * @param sequence where to, from 0
	 * @return where it goes on
	 */
	default long seek(String id, long sequence) {
		return get(id).seek(sequence);
	}

	/**
	 * Have a listener go back; see {@link RingListenerContainer#seekToEarliest()}.
	 * @param id its name
	 * @return where it goes on
	 */
	default long seekToEarliest(String id) {
		return get(id).seekToEarliest();
	}

	/**
	 * Have a listener pass all there is; see
	 * {@link RingListenerContainer#seekToLatest()}.
	 * @param id its name
	 * @return where it goes on
	 */
	default long seekToLatest(String id) {
		return get(id).seekToLatest();
	}

	/**
	 * Have a listener pass over the event that it is at; see
	 * {@link RingListenerContainer#skip}.
	 * @param id its name
	 * @param sequence the event
	 * @return whether it is done
	 */
	default boolean skip(String id, long sequence) {
		return get(id).skip(sequence);
	}

}
