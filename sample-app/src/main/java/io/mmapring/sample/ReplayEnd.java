package io.mmapring.sample;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Tells when all groups have handled the last flight of the replay. */
@Component
@Profile(SampleApplication.CONSUMER)
class ReplayEnd {

	private static final Set<String> GROUPS = Set.of("journal", "delays", "alerts");

	private final long replay;

	private final Set<String> ended = new HashSet<>();

	private final CountDownLatch end = new CountDownLatch(1);

	ReplayEnd(SampleProperties properties) {
		this.replay = properties.replay();
	}

	void handled(String group, Flight flight) {
		if (flight.last() && (this.replay == 0 || flight.replay() == this.replay)) {
			ended(group);
		}
	}

	private synchronized void ended(String group) {
		this.ended.add(group);
		if (this.ended.containsAll(GROUPS)) {
			this.end.countDown();
		}
	}

	void await() throws InterruptedException {
		this.end.await();
	}

}
