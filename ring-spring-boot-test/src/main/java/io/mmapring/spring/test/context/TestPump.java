package io.mmapring.spring.test.context;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.listener.ListenerDriver;
import io.mmapring.spring.listener.ListenerTask;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.test.RingPump;

/**
 * Makes the steps of listeners in the thread that asks for them.
 * <p>
 * Threads: safe for any number of threads, one after the other.
 */
final class TestPump implements RingPump, ListenerDriver {

	private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

	/** A shard that changes hands does so behind a thread of the ring. */
	private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(100);

	private final ManagedRings rings;

	/** Asked for late: it needs this driver to be made. */
	private final ObjectProvider<RingListenerRegistry> registry;

	private final long deadlineNs;

	private final List<ListenerTask> tasks = new CopyOnWriteArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	TestPump(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry) {
		this(rings, registry, DEADLINE_NS);
	}

	/**
	 * Prepare.
	 * @param deadlineNs how long a drain may take, in ns
	 */
	TestPump(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry, long deadlineNs) {
		this.rings = rings;
		this.registry = registry;
		this.deadlineNs = deadlineNs;
	}

	@Override
	public void start(ListenerTask task) {
		this.tasks.add(task);
	}

	@Override
	public boolean runsByItself() {
		return false;
	}

	@Override
	public RingPump strict() {
		return new StrictPump(this, this.registry);
	}

	@Override
	public long drain() {
		return alone(() -> drain((task) -> true));
	}

	@Override
	public long drain(String ring) {
		return alone(() -> {
			check(ring, "ring", ListenerTask::ring);
			return drain((task) -> task.ring().equals(ring));
		});
	}

	@Override
	public boolean next(String listener) {
		return alone(() -> {
			check(listener, "listener", ListenerTask::listener);
			RingListenerContainer container = this.registry.getObject().get(listener);
			long before = handled(container);
			boolean tried = true;
			while (tried && handled(container) == before) {
				// one that is not for it may come first
				tried = this.tasks.stream()
					.filter((task) -> task.listener().equals(listener))
					.anyMatch((task) -> step(task, 1) > 0);
			}
			return handled(container) - before;
		}) > 0;
	}

	private long alone(LongSupplier call) {
		if (this.lock.isHeldByCurrentThread()) {
			throw new IllegalStateException("a listener called the pump that runs it (expected: the test does)");
		}
		this.lock.lock();
		try {
			return call.getAsLong();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void check(String name, String kind, Function<ListenerTask, String> reading) {
		List<String> names = this.tasks.stream().map(reading).distinct().sorted().toList();
		if (!names.contains(name)) {
			throw new IllegalArgumentException(
					"%s='%s' (expected: one of %s, whose listeners run)".formatted(kind, name, names));
		}
	}

	private long drain(Predicate<ListenerTask> which) {
		long startNs = System.nanoTime();
		long before = handled();
		int taken = -1;
		while (taken != 0 || mayStillCome(which)) {
			if (taken == 0) {
				LockSupport.parkNanos(this, LOOK_NS);
			}
			taken = this.tasks.stream().filter(which).mapToInt((task) -> step(task, Integer.MAX_VALUE)).sum();
			if (System.nanoTime() - startNs > this.deadlineNs) {
				throw new AssertionError("not drained within %d ms, events handled: %d, left: %s"
					.formatted(TimeUnit.NANOSECONDS.toMillis(this.deadlineNs), handled() - before, left(which)));
			}
		}
		return handled() - before;
	}

	private int step(ListenerTask task, int limit) {
		int taken = task.step(limit);
		if (taken == ListenerTask.ENDED) {
			this.tasks.remove(task);
		}
		return Math.max(taken, 0);
	}

	/** What is left to a group that shares its events may be just changing hands. */
	private boolean mayStillCome(Predicate<ListenerTask> which) {
		return groups(which).stream().anyMatch((group) -> group.shards().size() > 1 && group.backlog() > 0);
	}

	private String left(Predicate<ListenerTask> which) {
		return groups(which).stream()
			.filter((group) -> group.lag() > 0)
			.map((group) -> "group '%s' position=%d lag=%d".formatted(group.name(), group.position(), group.lag()))
			.collect(Collectors.joining(", "));
	}

	private List<GroupSnapshot> groups(Predicate<ListenerTask> which) {
		RingListenerRegistry registry = this.registry.getObject();
		return this.tasks.stream()
			.filter(which)
			.map((task) -> registry.get(task.listener()))
			.distinct()
			.filter((container) -> container.state() == RingListenerState.RUNNING)
			.flatMap((container) -> ring(container.ring()).snapshot()
				.flatMap((snapshot) -> snapshot.group(container.group()))
				.stream())
			.toList();
	}

	private ManagedRing ring(String name) {
		return this.rings.ring(name, "a test");
	}

	private long handled() {
		Collection<RingListenerContainer> containers = this.registry.getObject().all();
		return containers.stream().mapToLong(TestPump::handled).sum();
	}

	private static long handled(RingListenerContainer container) {
		return container.delivered() + container.errors();
	}

}
