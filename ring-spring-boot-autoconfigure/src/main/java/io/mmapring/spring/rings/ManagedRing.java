package io.mmapring.spring.rings;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.OnFull;
import io.mmapring.RequiredGroupStalled;
import io.mmapring.RequiredGroups;
import io.mmapring.Ring;
import io.mmapring.WithoutProgress;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFailedException;
import io.mmapring.group.GroupSpec;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.RingStartException;
import io.mmapring.spring.StartupFailure;

/**
 * A ring that this application uses. It is opened with the application and may be closed
 * and opened again; who sends or listens keeps this object.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ManagedRing {

	private static final Log logger = LogFactory.getLog(ManagedRing.class);

	private final RingSettings settings;

	private final EventTypes types;

	private final RingOpening opening;

	private final OpeningNews news;

	private final Consumer<Object> applicationEvents;

	private final List<GroupUse> uses = new CopyOnWriteArrayList<>();

	private final List<HeaderUse> headers = new CopyOnWriteArrayList<>();

	private volatile boolean producing;

	private volatile @Nullable OpenRing open;

	private volatile boolean wasOpen;

	private @Nullable Thread retrying;

	private volatile @Nullable String startProblem;

	private volatile @Nullable RequiredGroupStalled stopped;

	ManagedRing(RingSettings settings, EventCodecs codecs, Consumer<Object> applicationEvents,
			Supplier<@Nullable SendObserver> observer) {
		this.applicationEvents = applicationEvents;
		this.settings = settings;
		this.types = new EventTypes(settings, codecs);
		this.news = new OpeningNews(settings.name());
		this.opening = new RingOpening(settings, this.types, applicationEvents, observer);
	}

	/**
	 * Name of the ring.
	 * @return the name
	 */
	public String name() {
		return this.settings.name();
	}

	/**
	 * Publish an application event about this ring, on this thread.
	 * @param event the event
	 */
	public void tell(Object event) {
		try {
			this.applicationEvents.accept(event);
		}
		catch (RuntimeException ex) {
			// whoever listens to it must not end what it is about
			logger.warn("A listener of application events has failed at " + event, ex);
		}
	}

	/**
	 * Its event types.
	 * @return the types
	 */
	public EventTypes types() {
		return this.types;
	}

	/**
	 * Note that a listener of this application is a group.
	 * @param use the group
	 */
	public void listens(GroupUse use) {
		this.uses.add(use);
	}

	/**
	 * Forget a listener that has gone: its group is no longer declared here. It stays in
	 * the ring as long as the file does.
	 * @param listener id of the listener
	 */
	public void forget(String listener) {
		this.uses.removeIf((use) -> use.listener().equals(listener));
	}

	/** Note that this application sends. */
	public void produces() {
		this.producing = true;
	}

	/**
	 * Note that a method of this application sets a header.
	 * @param header the header
	 * @throws io.mmapring.spring.RingSignatureException if the ring is open and has not
	 * got it; else the start will fail
	 */
	public void sets(HeaderUse header) {
		this.headers.add(header);
		ring().ifPresent(header::check);
	}

	/**
	 * What to do when the ring is full, as far as it is said.
	 * @param onFull the policy, or {@code null}
	 * @param timeout how long to wait, or {@code null}
	 * @return the mode; what is not said is as configured, except that a time-out alone
	 * means to wait
	 */
	public SendMode mode(@Nullable OnFull onFull, @Nullable Duration timeout) {
		return SendMode.of(onFull, timeout, this.settings.producerOptions());
	}

	/**
	 * Whether this application sends.
	 * @return whether it has producers
	 */
	public boolean isProducing() {
		return this.producing;
	}

	/**
	 * A group as it is declared here.
	 * @param group its name
	 * @return its name and the groups it stays behind
	 */
	public GroupSpec group(String group) {
		return plan().spec(group);
	}

	/**
	 * The ring, if it is open.
	 * @return the ring, or empty before the start and after the stop
	 */
	public Optional<Ring> ring() {
		OpenRing open = this.open;
		return (open != null) ? Optional.of(open.ring()) : Optional.empty();
	}

	/**
	 * Look at the ring. Does not block.
	 * @return what was seen, or empty if it is not open or its file cannot be used
	 */
	public Optional<RingSnapshot> snapshot() {
		Ring ring = ring().orElse(null);
		if (ring == null || ring.failure() != null) {
			return Optional.empty();
		}
		try {
			return Optional.of(ring.snapshot());
		}
		catch (RingFailedException | InternalError ex) {
			// the file was cut just now; whoever asks for the ring's failure is told why
			return Optional.empty();
		}
	}

	/**
	 * Groups that the producers of this application require.
	 * @return the groups, and what happens without them
	 */
	public RequiredGroups required() {
		return this.settings.producerOptions().required();
	}

	/**
	 * Why the producers of this application are stopped.
	 * @return the required group that did not move, or {@code null} if they are not
	 */
	public @Nullable RequiredGroupStalled stopped() {
		return this.stopped;
	}

	/**
	 * Wait until all required groups are run.
	 * @throws RingStartException if one is not, in time
	 */
	public void awaitRequired() {
		RequiredGroups required = required();
		Ring ring = ring().orElse(null);
		if (ring == null || required.groups().isEmpty() || required.startTimeout().isZero()) {
			return;
		}
		try {
			ring.awaitConsumers(required.groups(), required.startTimeout());
		}
		catch (RingException ex) {
			throw new RingStartException(name(), "producers", ex);
		}
	}

	private void stalled(RequiredGroupStalled stalled) {
		if (stalled.withoutProgress() == WithoutProgress.STOP) {
			this.stopped = stalled;
		}
		this.applicationEvents.accept(stalled);
	}

	/**
	 * Publish an event, by the policy for a full ring.
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 */
	public long publish(Object event) {
		return publish(event, SendMode.CONFIGURED, null);
	}

	/**
	 * Publish an event.
	 * @param event the event
	 * @param mode what to do if the ring is full
	 * @param extras what goes with it, or {@code null}
	 * @return its sequence, or a negative number if the ring is full
	 */
	public long publish(Object event, SendMode mode, @Nullable EventExtras extras) {
		return open().publish(event, mode, extras);
	}

	/**
	 * Publish events as one batch.
	 * @param events the events, of one class
	 * @param mode what to do if the ring is full
	 * @return the sequence of the first, or a negative number if the ring is full, or
	 * there are none
	 */
	public long publishAll(List<?> events, SendMode mode) {
		return open().publishAll(events, mode, null);
	}

	/**
	 * Claim room for an event that is written in place.
	 * @param <T> its type
	 * @param type its type
	 * @param length its length in bytes, or a negative number if all have the same
	 * @param mode what to do if the ring is full
	 * @return the claim, or {@code null} if the ring is full and the mode is to try
	 */
	public <T> @Nullable RingClaim<T> claim(Class<T> type, int length, SendMode mode) {
		return open().claim(type, length, mode);
	}

	/**
	 * Claim room for one event as publishing it would.
	 * @param <T> its type
	 * @param type its type
	 * @param length its length in bytes
	 * @param mode what to do if the ring is full
	 * @param key hash of its key, or 0
	 * @return the claim, or {@code null} if the event cannot be or is dropped
	 */
	public <T> @Nullable RingClaim<T> claim(Class<T> type, int length, SendMode mode, long key) {
		return open().claim(type, length, mode, key);
	}

	private OpenRing open() {
		OpenRing open = this.open;
		if (open != null) {
			return open;
		}
		String problem = this.startProblem;
		if (problem != null) {
			throw new IllegalStateException(
					"ring '%s' is not open: state=starting (expected: started); %s".formatted(name(), problem));
		}
		if (this.wasOpen) {
			throw new RingClosedException(name(), "the application's side");
		}
		throw new IllegalStateException(
				"ring '%s' is not open: state=starting (expected: started); rings open when all beans are made: send from an ApplicationRunner or a SmartLifecycle bean, not from a constructor or @PostConstruct"
					.formatted(name()));
	}

	/**
	 * Why it could not be opened so far, while that is tried again.
	 * @return the reason, or {@code null} if it is open, or not tried again
	 */
	public @Nullable String startProblem() {
		return this.startProblem;
	}

	synchronized void start() {
		if (this.open != null || this.retrying != null) {
			return;
		}
		if (this.settings.startupFailure() == StartupFailure.FAIL) {
			openNow();
			return;
		}
		try {
			openNow();
		}
		catch (RingStartException ex) {
			this.startProblem = ex.getMessage();
			this.news.cannotOpen(String.valueOf(ex.getMessage()));
			Thread thread = new Thread(this::retry, "ring-open-" + name());
			thread.setDaemon(true);
			this.retrying = thread;
			thread.start();
		}
	}

	private void retry() {
		BackOff backOff = new BackOff();
		boolean again = true;
		while (again) {
			backOff.park();
			again = tryAgain();
		}
	}

	/** Whether to try once more. */
	private synchronized boolean tryAgain() {
		if (this.retrying != Thread.currentThread()) {
			return false;
		}
		try {
			openNow();
			this.startProblem = null;
		}
		catch (RingStartException ex) {
			this.startProblem = ex.getMessage();
			return true;
		}
		catch (RuntimeException ex) {
			this.startProblem = ex.toString();
			this.news.givenUp(ex);
		}
		this.retrying = null;
		return false;
	}

	private void openNow() {
		Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		try {
			this.stopped = null;
			OpenRing open = this.opening.open(this.uses, this.headers, this.producing, this::stalled);
			this.open = open;
			this.wasOpen = true;
			this.news.opened(open.ring(), begun);
		}
		catch (RingException ex) {
			throw new RingStartException(name(), "the use", ex);
		}
	}

	synchronized void stop() {
		LockSupport.unpark(this.retrying);
		this.retrying = null;
		this.startProblem = null;
		OpenRing open = this.open;
		this.open = null;
		if (open != null) {
			this.types.close();
			open.ring().close();
			this.news.closed();
		}
	}

	private GroupPlan plan() {
		return new GroupPlan(this.settings, this.uses);
	}

}
