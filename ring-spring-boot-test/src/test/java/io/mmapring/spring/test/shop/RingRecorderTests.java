package io.mmapring.spring.test.shop;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.test.RecordRing;
import io.mmapring.spring.test.RingRecorder;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a test sees of its rings. */
@RingTest(properties = { "ring.rings.small.slots=32", "ring.rings.small.when-no-groups=overwrite" })
@MockitoBean(types = Limits.class)
class RingRecorderTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@RecordRing("orders")
	private RingRecorder<OrderPlaced> orders;

	@Autowired
	private Orders producer;

	@RepeatedTest(2)
	void eachTestSeesItsOwnEvents() {
		assertThat(this.orders).receivedNothing();
		this.producer.placed(OrderPlaced.of(1));
		this.producer.placed(OrderPlaced.of(2));
		assertThat(this.orders).received(OrderPlaced.of(1), OrderPlaced.of(2));
		assertThat(this.orders).events().extracting(OrderPlaced::id).containsExactly(1L, 2L);
	}

	@Test
	void whatIsMissingIsSaid() {
		this.producer.placed(OrderPlaced.of(1));
		assertThatThrownBy(() -> assertThat(this.orders).received(OrderPlaced.of(2))).isInstanceOf(AssertionError.class)
			.hasMessageContaining("events of ring 'orders'");
		assertThatThrownBy(() -> this.orders.awaitEvents(2, SOON)).isInstanceOf(AssertionError.class)
			.hasMessage("1 events on ring 'orders' within PT0.02S (expected: at least 2): [" + OrderPlaced.of(1) + "]");
		assertThatThrownBy(() -> assertThat(this.orders).receives(SOON, (order) -> order.id() == 2))
			.isInstanceOf(AssertionError.class);
	}

	@Test
	void waitsForWhatAnotherThreadSends() throws InterruptedException {
		Thread sender = new Thread(() -> List.of(1, 2, 3).forEach((id) -> this.producer.placed(OrderPlaced.of(id))));
		sender.start();
		assertThat(this.orders).receives(DEADLINE, (order) -> order.id() == 3);
		assertThat(this.orders.awaitEvents(3, DEADLINE)).hasSize(3);
		sender.join();
	}

	@Test
	void aParameterMayRecordToo(@RecordRing("small") RingRecorder<byte[]> small, @Autowired RingTemplate template) {
		template.send("small", new byte[] { 1, 2, 3 });
		assertThat(small.events()).singleElement().isEqualTo(new byte[] { 1, 2, 3 });
		assertThat(small.ring()).isEqualTo("small");
		small.clear();
		assertThat(small).receivedNothing();
	}

	@Test
	void whatWasOverwrittenFailsTheTest(@RecordRing("small") RingRecorder<byte[]> small,
			@Autowired RingTemplate template) {
		for (int i = 0; i < 100; i++) {
			template.send("small", new byte[] { 1 });
		}
		assertThatThrownBy(small::events).isInstanceOf(AssertionError.class)
			.hasMessageContaining("slots of ring 'small' were overwritten before they were recorded (expected: 0)");
	}

	/** In the context of the class around it. */
	@Nested
	class Inner {

		@Test
		void seesTheRecordersOfTheOuterClass() {
			RingRecorderTests.this.producer.placed(OrderPlaced.of(7));
			assertThat(RingRecorderTests.this.orders).received(OrderPlaced.of(7));
		}

	}

}
