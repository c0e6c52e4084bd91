package io.mmapring.spring.test.shop;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/** The slice of an application that observes its rings, and labels its log. */
@RingTest(properties = { "ring.observation.enabled=true", "ring.logging.mdc=event" })
class ObservedSliceTests {

	@Autowired
	private ObservationRegistry observations;

	@Autowired
	private Orders orders;

	@Autowired
	private RingPump pump;

	@MockitoBean
	private Limits limits;

	@Test
	void needsNoTracer() {
		List<String> keys = new ArrayList<>();
		given(this.limits.allow(any()))
			.willAnswer((call) -> keys.add(MDC.get("ring") + " " + MDC.get("listener") + " " + MDC.get("sequence")));
		assertThat(this.observations.isNoop()).isTrue();
		this.orders.placed(OrderPlaced.of(1));
		assertThat(this.pump.drain()).isPositive();
		assertThat(keys).containsExactly("orders risk 0");
		assertThat(MDC.get("listener")).isNull();
	}

}
