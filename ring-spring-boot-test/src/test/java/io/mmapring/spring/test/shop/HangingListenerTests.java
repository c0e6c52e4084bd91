package io.mmapring.spring.test.shop;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.test.AutoConfigureRing;
import io.mmapring.spring.test.RingFault;
import io.mmapring.spring.test.RingFaults;
import io.mmapring.spring.test.RingTest;
import io.mmapring.spring.test.TestListeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/** Faults of listeners that run in threads of their own. */
@RingTest(properties = "ring.rings.orders.slots=64")
@AutoConfigureRing(listeners = TestListeners.RUNNING)
class HangingListenerTests {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@MockitoBean
	private Limits limits;

	@Autowired
	private RingFaults faults;

	@Autowired
	private RingTemplate template;

	@Autowired
	private RingListenerRegistry registry;

	@Test
	void aListenerHangsUntilItIsReleasedAndTheRingFillsUp() {
		given(this.limits.allow(any())).willReturn(true);
		RingListenerContainer risk = this.registry.get("risk");
		int sent = 0;
		try (RingFault hang = this.faults.hang("risk")) {
			while (this.template.trySend("orders", OrderPlaced.of(sent))) {
				sent++;
			}
			hang.awaitStruck(DEADLINE);
			assertThat(sent).isEqualTo(64);
			assertThat(risk.delivered()).isZero();
		}
		// fills behind what the listener takes first
		try (RingFault full = this.faults.fill("orders")) {
			assertThat(full.struck()).isOne();
			assertThat(risk.delivered()).isEqualTo(sent);
			assertThat(this.template.trySend("orders", OrderPlaced.of(sent))).isFalse();
		}
		this.template.newEvent("orders", OrderPlaced.of(sent)).withTimeout(DEADLINE).send();
	}

}
