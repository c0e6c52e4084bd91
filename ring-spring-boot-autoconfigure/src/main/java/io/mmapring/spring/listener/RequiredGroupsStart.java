package io.mmapring.spring.listener;

import org.springframework.context.SmartLifecycle;

import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Lets the application go on starting only when the groups that its rings require are
 * run, by its own listeners or by others: behind the start of the listeners, before the
 * web server takes requests.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RequiredGroupsStart implements SmartLifecycle {

	/** Behind the listeners and their watch. */
	private static final int PHASE = ListenerRegistry.PHASE + 2;

	private final ManagedRings rings;

	private volatile boolean running;

	/**
	 * Prepare.
	 * @param rings the rings of the application
	 */
	public RequiredGroupsStart(ManagedRings rings) {
		this.rings = rings;
	}

	@Override
	public void start() {
		this.rings.all().forEach(ManagedRing::awaitRequired);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
