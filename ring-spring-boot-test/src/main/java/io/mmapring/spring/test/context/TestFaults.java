package io.mmapring.spring.test.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

import io.mmapring.Ring;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.endpoint.ListenerCalls;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.test.RingFault;
import io.mmapring.spring.test.RingFaults;
import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.process.ForkedClaim;

/**
 * Brings faults about.
 * <p>
 * Threads: safe for any number of threads.
 */
final class TestFaults implements RingFaults, ListenerCalls, DisposableBean {

	private final ManagedRings rings;

	/** Asked for late: it needs this one to be made. */
	private final ObjectProvider<RingListenerRegistry> registry;

	private final ObjectProvider<RingPump> pump;

	private final List<ListenerFault> ofListeners = new CopyOnWriteArrayList<>();

	private final List<RingFault> all = new CopyOnWriteArrayList<>();

	TestFaults(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry, ObjectProvider<RingPump> pump) {
		this.rings = rings;
		this.registry = registry;
		this.pump = pump;
	}

	@Override
	public void before(RingMetadata metadata) throws Exception {
		for (ListenerFault fault : this.ofListeners) {
			fault.before(metadata);
		}
	}

	@Override
	public RingFault hang(String listener) {
		if (this.pump.getIfAvailable() != null) {
			throw new IllegalStateException(
					"listener '%s' cannot hang: listeners=PUMPED (expected: RUNNING), the test's thread would hang itself; add @AutoConfigureRing(listeners = TestListeners.RUNNING)"
						.formatted(listener));
		}
		return add(listener, 1, null);
	}

	@Override
	public RingFault fail(String listener, int event, Supplier<? extends Exception> failure) {
		if (event < 1) {
			throw new IllegalArgumentException("event=%d (expected: 1 or more)".formatted(event));
		}
		return add(listener, event, failure);
	}

	private RingFault add(String listener, int event, @Nullable Supplier<? extends Exception> failure) {
		this.registry.getObject().get(listener);
		ListenerFault fault = new ListenerFault(listener, event, failure);
		this.ofListeners.removeIf(Fault::isClosed);
		this.ofListeners.add(fault);
		this.all.add(fault);
		return fault;
	}

	@Override
	public RingFault fill(String ring) {
		FullRingFault fault = new FullRingFault(ring);
		this.all.add(fault);
		fault.fill(open(ring), () -> this.pump.getIfAvailable() == null && isTaken(ring));
		return fault;
	}

	private boolean isTaken(String ring) {
		return this.registry.getObject()
			.all()
			.stream()
			.anyMatch((container) -> container.ring().equals(ring) && container.state() == RingListenerState.RUNNING);
	}

	@Override
	public long dieInClaim(String ring, int slots) {
		return ForkedClaim.die(folder(ring), ring, slots);
	}

	@Override
	public void cut(String ring) {
		try (FileChannel file = FileChannel.open(open(ring).path(), StandardOpenOption.WRITE)) {
			file.truncate(file.size() / 2);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path folder(String ring) {
		// each ring has a folder of its own, below that of all
		Path own = open(ring).path().toAbsolutePath().getParent();
		return (own != null && own.getParent() != null) ? own.getParent() : Path.of("/");
	}

	private Ring open(String ring) {
		return this.rings.all()
			.stream()
			.filter((managed) -> managed.name().equals(ring))
			.findFirst()
			.flatMap((managed) -> managed.ring())
			.orElseThrow(() -> new IllegalStateException("ring='%s' (expected: one of %s that is open)".formatted(ring,
					this.rings.all().stream().map((managed) -> managed.name()).toList())));
	}

	@Override
	public void destroy() {
		this.all.forEach(RingFault::close);
	}

}
