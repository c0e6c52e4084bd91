package io.mmapring.spring.test.shop;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.error.RingFullException;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.test.RingFault;
import io.mmapring.spring.test.RingFaults;
import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/** Faults of rings and of listeners that are pumped. */
@RingTest(properties = { "ring.rings.orders.slots=64", "ring.rings.orders.on-full=fail",
		"ring.listener.error.max-attempts=2", "ring.listener.error.back-off=1ms" })
class RingFaultsTests {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@MockitoBean
	private Limits limits;

	@Autowired
	private RingFaults faults;

	@Autowired
	private RingPump pump;

	@Autowired
	private Orders orders;

	@Autowired
	private RingTemplate template;

	@Autowired
	private RingListenerRegistry registry;

	@BeforeEach
	void allow() {
		given(this.limits.allow(any())).willReturn(true);
		this.pump.drain();
	}

	@Test
	void aListenerFailsAtTheEventThatIsMeantAtEachAttempt() {
		RingListenerContainer risk = this.registry.get("risk");
		long delivered = risk.delivered();
		long errors = risk.errors();
		try (RingFault fault = this.faults.fail("risk", 2, () -> new IllegalStateException("on purpose"))) {
			for (int i = 0; i < 3; i++) {
				this.orders.placed(OrderPlaced.of(i));
			}
			assertThat(fault.struck()).isZero();
			this.pump.drain();
			assertThat(fault.struck()).isEqualTo(2);
			assertThat(fault.awaitStruck(Duration.ZERO))
				.hasToString("listener 'risk' fails at event 2 from now, struck=2");
		}
		assertThat(risk.delivered() - delivered).isEqualTo(2);
		assertThat(risk.errors() - errors).isOne();
		assertThat(risk.lastError()).isNotNull()
			.satisfies((error) -> assertThat(error.exception()).contains("on purpose"));
	}

	@Test
	void whatIsClosedStrikesNoMore() {
		RingFault fault = this.faults.fail("risk", 1, IllegalStateException::new);
		fault.close();
		this.orders.placed(OrderPlaced.of(1));
		this.pump.strict().drain();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> fault.awaitStruck(Duration.ofMillis(1)))
			.withMessage("fault has not struck within PT0.001S: listener 'risk' fails at event 1 from now, struck=0");
	}

	@Test
	void aRingIsFullUntilTheFaultIsClosed() {
		this.orders.placed(OrderPlaced.of(1));
		try (RingFault full = this.faults.fill("orders")) {
			assertThat(full.struck()).isOne();
			assertThatExceptionOfType(RingFullException.class).isThrownBy(() -> this.orders.placed(OrderPlaced.of(2)));
			assertThat(this.template.trySend("orders", OrderPlaced.of(2))).isFalse();
		}
		long before = this.registry.get("risk").delivered();
		this.pump.drain();
		this.orders.placed(OrderPlaced.of(3));
		this.pump.strict().drain();
		assertThat(this.registry.get("risk").delivered() - before).isEqualTo(2);
	}

	@Test
	void aProducerDiesInItsClaimAndListenersGetBeyondIt() {
		long first = this.faults.dieInClaim("orders", 3);
		this.orders.placed(OrderPlaced.of(1));
		RingListenerContainer risk = this.registry.get("risk");
		long before = risk.delivered();
		Awaitility.await().atMost(DEADLINE).until(() -> {
			this.pump.drain();
			return risk.delivered() > before;
		});
		assertThat(first).isNotNegative();
	}

	@Test
	@DirtiesContext
	void whoUsesACutFileFails() {
		this.faults.cut("orders");
		Awaitility.await().atMost(DEADLINE).until(() -> failure().contains("ring 'orders'"));
	}

	private String failure() {
		try {
			this.orders.placed(OrderPlaced.of(1));
			this.pump.drain();
			return "none";
		}
		catch (RuntimeException | InternalError ex) {
			// Java 17 tells a thread some time after it has touched the file
			return String.valueOf(ex.getMessage());
		}
	}

	@Test
	void whatCannotBeIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> this.faults.hang("risk"))
			.withMessageContaining("listeners=PUMPED (expected: RUNNING)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.fail("nobody", 1, Exception::new))
			.withMessageContaining("listener='nobody' (expected: one of");
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.fail("risk", 0, Exception::new))
			.withMessage("event=0 (expected: 1 or more)");
		assertThatIllegalStateException().isThrownBy(() -> this.faults.fill("none"))
			.withMessageContaining("ring='none' (expected: one of [orders");
	}

}
