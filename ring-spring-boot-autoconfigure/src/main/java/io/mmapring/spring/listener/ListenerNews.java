package io.mmapring.spring.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.RingListenerIdle;
import io.mmapring.spring.RingListenerRecovered;
import io.mmapring.spring.RingListenerStalled;
import io.mmapring.spring.RingListenerStarted;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingListenerStopped;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSignature.Tier;
import io.mmapring.spring.rings.Seconds;

/**
 * Tells the application and the log what becomes of a listener, each change once.
 * <p>
 * Threads: started and stopped by the listener's threads; looks by one thread at a time;
 * the rest by any.
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

	private long stalledNs;

	/** Since when it waits for its group, in nano time; meaningless if it does not. */
	private volatile long waitingNs;

	/** What it waits for, or {@code null}. */
	private volatile @Nullable String waiting;

	/** Whether it waits because another process runs its group. */
	private volatile boolean standsBy;

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

	private void info(String news) {
		logger.info(this.endpoint.inWords() + " " + news);
	}

	private void warn(String news) {
		logger.warn(this.endpoint.inWords() + " " + news);
	}

	/** It is about to begin anew. */
	void begins(Optional<RingSnapshot> snapshot) {
		this.waiting = null;
		if (this.endpoint.settings().sharing().mode() == ListenerMode.STANDBY) {
			snapshot.flatMap((seen) -> seen.group(group())).map(GroupSnapshot::owner).ifPresent((owner) -> {
				waits(owner.toString(), true);
				info("stands by: its group is run by " + owner);
			});
		}
	}

	/** It cannot have its group, and tries again. */
	void cannotStart(String reason) {
		if (this.waiting == null) {
			waits(reason, false);
			warn("cannot start, and tries again: " + reason);
		}
	}

	private void waits(String reason, boolean standsBy) {
		this.waitingNs = System.nanoTime();
		this.standsBy = standsBy;
		this.waiting = reason;
	}

	/**
	 * It takes events from now on.
	 * @param position where it begins
	 */
	void started(String position) {
		String tier = (this.endpoint.signature().tier() == Tier.MESSAGING)
				? ", in messages of Spring Messaging, which are made for each event" : "";
		info("takes events from sequence %s%s%s".formatted(position, tier, before()));
		this.waiting = null;
		this.applicationEvents.accept(new RingListenerStarted(id(), ring(), group()));
	}

	private String before() {
		String waiting = this.waiting;
		if (waiting == null) {
			return "";
		}
		String form = this.standsBy ? ", standing in for %s after %s" : ", after %2$s; it could not start before: %1$s";
		return form.formatted(waiting, since(this.waitingNs));
	}

	/**
	 * It has ended. An error was logged by the thread that has met it.
	 * @param position where it would go on
	 */
	void stopped(RingListenerState state, @Nullable Throwable cause, String position) {
		this.waiting = null;
		if (cause == null) {
			info("is stopped at sequence " + position);
		}
		this.applicationEvents.accept(new RingListenerStopped(id(), ring(), group(), state, cause));
	}

	void paused(String position) {
		info("is paused at sequence " + position);
	}

	void resumed(String position) {
		info("is resumed at sequence " + position);
	}

	/** Its thread was interrupted, since it did not stop in time. */
	void hangs(Duration timeout, String position) {
		warn("did not stop within %s at sequence %s; its thread was interrupted, what is left comes again at the next start"
			.formatted(Seconds.inWords(timeout), position));
	}

	/** Look at the listener now, and tell what is new. */
	void look(RingListenerState state, long delivered, Duration withoutProgress, Duration stallTimeout) {
		boolean works = state == RingListenerState.RUNNING || state == RingListenerState.STOPPING;
		boolean stalled = works && withoutProgress.compareTo(stallTimeout) >= 0;
		if (stalled && !this.stalled) {
			this.stalledNs = System.nanoTime() - withoutProgress.toNanos();
			warn("is stalled: events to take and no progress for " + Seconds.inWords(withoutProgress));
			this.applicationEvents.accept(new RingListenerStalled(id(), ring(), group(), withoutProgress));
		}
		else if (this.stalled && !stalled && works) {
			info("gets on again, after %s without progress".formatted(since(this.stalledNs)));
			this.applicationEvents.accept(new RingListenerRecovered(id(), ring(), group()));
		}
		this.stalled = stalled;
		lookIdle(state == RingListenerState.RUNNING, stalled || !withoutProgress.isZero(), delivered,
				System.nanoTime());
	}

	private static String since(long startNs) {
		return Seconds.inWords(Duration.ofNanos(System.nanoTime() - startNs));
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
