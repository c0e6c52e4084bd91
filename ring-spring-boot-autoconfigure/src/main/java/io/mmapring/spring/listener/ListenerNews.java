package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingListenerIdle;
import io.mmapring.spring.RingListenerRecovered;
import io.mmapring.spring.RingListenerStalled;
import io.mmapring.spring.RingListenerStarted;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingListenerStopped;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Tells the application what becomes of a listener, and the log of its stalls.
 * <p>
 * Threads: started and stopped by the listener's threads; looks by one thread at a time.
 */
final class ListenerNews {

	private static final Log logger = LogFactory.getLog(ListenerNews.class);

	private final ListenerEndpoint endpoint;

	private final Consumer<Object> applicationEvents;

	private boolean stalled;

	private boolean running;

	private long delivered = -1;

	private long deliveredNs;

	private long toldNs;

	ListenerNews(ListenerEndpoint endpoint, Consumer<Object> applicationEvents) {
		this.endpoint = endpoint;
		this.applicationEvents = applicationEvents;
	}

	private String id() {
		return this.endpoint.id();
	}

	private String ring() {
		return this.endpoint.ring();
	}

	private String group() {
		return this.endpoint.group();
	}

	void started() {
		this.applicationEvents.accept(new RingListenerStarted(id(), ring(), group()));
	}

	void stopped(RingListenerState state, @Nullable Throwable cause) {
		this.applicationEvents.accept(new RingListenerStopped(id(), ring(), group(), state, cause));
	}

	/** Look at the listener now, and tell what is new. */
	void look(RingListenerState state, long delivered, Duration withoutProgress, Duration stallTimeout) {
		boolean works = state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
		boolean stalled = works && withoutProgress.compareTo(stallTimeout) >= 0;
		if (stalled && !this.stalled) {
			logger.warn("Listener '%s' of ring '%s' (group '%s') is stalled: events to take and no progress for %s"
				.formatted(id(), ring(), group(), withoutProgress));
			this.applicationEvents.accept(new RingListenerStalled(id(), ring(), group(), withoutProgress));
		}
		else if (this.stalled && !stalled && works) {
			logger.info("Listener '%s' of ring '%s' (group '%s') gets on again".formatted(id(), ring(), group()));
			this.applicationEvents.accept(new RingListenerRecovered(id(), ring(), group()));
		}
		this.stalled = stalled;
		lookIdle(state == RingListenerState.RUNNING, stalled || !withoutProgress.isZero(), delivered,
				System.nanoTime());
	}

	private void lookIdle(boolean running, boolean busy, long delivered, long nowNs) {
		if (!running || !this.running || busy || delivered != this.delivered) {
			this.running = running;
			this.delivered = delivered;
			this.deliveredNs = nowNs;
			this.toldNs = nowNs;
			return;
		}
		Duration interval = this.endpoint.settings().idleEventInterval();
		if (!interval.isZero() && nowNs - this.toldNs >= interval.toNanos()) {
			this.toldNs = nowNs;
			this.applicationEvents
				.accept(new RingListenerIdle(id(), ring(), group(), Duration.ofNanos(nowNs - this.deliveredNs)));
		}
	}

}
