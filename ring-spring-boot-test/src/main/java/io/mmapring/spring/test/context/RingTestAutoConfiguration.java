package io.mmapring.spring.test.context;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.autoconfigure.RingAutoConfiguration;
import io.mmapring.spring.listener.ListenerRegistry;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.test.AutoConfigureRing;
import io.mmapring.spring.test.RingPump;

/**
 * Auto-configuration of {@link AutoConfigureRing}.
 */
@AutoConfiguration(after = RingAutoConfiguration.class)
public final class RingTestAutoConfiguration {

	RingTestAutoConfiguration() {
	}

	@Bean
	@ConditionalOnProperty(name = "ring.test.listeners", havingValue = "pumped")
	@ConditionalOnBean(ListenerRegistry.class)
	TestPump ringPump(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry) {
		return new TestPump(rings, registry);
	}

	@Bean
	@ConditionalOnBean(ListenerRegistry.class)
	TestFaults ringFaults(ManagedRings rings, ObjectProvider<RingListenerRegistry> registry,
			ObjectProvider<RingPump> pump) {
		return new TestFaults(rings, registry, pump);
	}

	@Bean
	@ConditionalOnProperty(name = "ring.test.listeners", havingValue = "stopped")
	@ConditionalOnBean(ListenerRegistry.class)
	static StoppedListeners ringStoppedListeners(ListenerRegistry registry) {
		return new StoppedListeners(registry);
	}

	/** Listeners that wait for the test to start them. */
	record StoppedListeners(ListenerRegistry registry) {

		StoppedListeners {
			// one that is stopped is not started with the context
			registry.watch(RingListenerContainer::stop);
		}

	}

}
