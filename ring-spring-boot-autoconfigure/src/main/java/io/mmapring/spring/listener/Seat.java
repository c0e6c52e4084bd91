package io.mmapring.spring.listener;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.Cores;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Where a thread of a listener is.
 *
 * @param name what it is called
 * @param index which of the listener's threads it is, from 0
 * @param cores what the threads are kept on, or {@code null}
 */
record Seat(String name, int index, @Nullable Cores cores) {

	/**
	 * Where the threads of a listener are.
	 * @param ownThreads whether it has threads of its own: that of a test stays where it
	 * is
	 * @return a seat for each thread
	 * @throws RingSignatureException if the machine does not have what is wanted
	 */
	static List<Seat> of(ListenerEndpoint endpoint, boolean ownThreads) {
		String id = endpoint.id();
		Cores cores = ownThreads ? endpoint.settings().cores() : null;
		if (cores != null) {
			cores.problem().ifPresent((problem) -> {
				throw new RingSignatureException(endpoint.place(), problem,
						"change or remove ring.listeners.%s.cores, or the attribute".formatted(id));
			});
		}
		int threads = endpoint.settings().sharing().concurrency();
		return IntStream.range(0, threads)
			.mapToObj((index) -> new Seat((threads > 1) ? id + "-" + index : id, index, cores))
			.toList();
	}

	/**
	 * Have the current thread take it.
	 * @throws IllegalStateException if it cannot be kept on its core
	 */
	void take() {
		Cores cores = this.cores;
		if (cores != null) {
			cores.keep(this.index);
		}
	}

}
