package io.mmapring.spring.test.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;

import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.test.RingPump;

/**
 * Fails where a listener has failed.
 */
final class StrictPump implements RingPump {

	private final RingPump pump;

	private final ObjectProvider<RingListenerRegistry> registry;

	StrictPump(RingPump pump, ObjectProvider<RingListenerRegistry> registry) {
		this.pump = pump;
		this.registry = registry;
	}

	@Override
	public long drain() {
		return checked(this.pump::drain);
	}

	@Override
	public long drain(String ring) {
		return checked(() -> this.pump.drain(ring));
	}

	@Override
	public boolean next(String listener) {
		return checked(() -> this.pump.next(listener));
	}

	@Override
	public RingPump strict() {
		return this;
	}

	private <R> R checked(Supplier<R> call) {
		RingListenerRegistry registry = this.registry.getObject();
		Map<String, Long> before = new HashMap<>();
		registry.all().forEach((container) -> before.put(container.id(), container.errors()));
		R result = call.get();
		List<String> failures = new ArrayList<>();
		for (RingListenerContainer container : registry.all()) {
			long errors = container.errors() - before.getOrDefault(container.id(), 0L);
			if (errors > 0 || container.state() == RingListenerState.FAILED) {
				failures.add(failure(container, errors));
			}
		}
		if (!failures.isEmpty()) {
			throw new AssertionError(String.join("; ", failures));
		}
		return result;
	}

	private static String failure(RingListenerContainer container, long errors) {
		RingListenerError last = container.lastError();
		return "listener '%s' of ring '%s' failed: state=%s errors=%d%s".formatted(container.id(), container.ring(),
				container.state(), errors,
				(last != null) ? ", the last one at sequence %d: %s".formatted(last.sequence(), last.exception()) : "");
	}

}
