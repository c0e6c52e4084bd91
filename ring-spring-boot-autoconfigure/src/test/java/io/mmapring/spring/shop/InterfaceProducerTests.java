package io.mmapring.spring.shop;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Interfaces that are producers. */
class InterfaceProducerTests {

	@TempDir
	Path directory;

	@Test
	void anInterfaceInTheApplicationsPackagesIsABean() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(Orders.class).doesNotHaveBean(NotAProducer.class);
			assertThat(context.getBean(Orders.class)).hasToString(Orders.class.getName() + " on ring 'orders'");
		});
	}

	@Test
	void itsMethodsPublish() {
		runner().withBean(Journal.class).run((context) -> {
			Orders orders = context.getBean(Orders.class);
			orders.placed(OrderPlaced.of(1));
			assertThat(orders.tryPlaced(OrderPlaced.of(2))).isTrue();
			assertThat(orders.placedAt(OrderPlaced.of(3))).isEqualTo(2);
			assertThat(orders.allPlaced(List.of(OrderPlaced.of(4), OrderPlaced.of(5)))).isEqualTo(3);
			orders.placedTwice(OrderPlaced.of(6));
			Journal journal = context.getBean(Journal.class);
			RingContexts.untilAsserted(() -> assertThat(journal.ids).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 6L));
		});
	}

	@Test
	void whenTheRingIsFullABooleanMethodReturnsFalse() {
		runner().withPropertyValues("ring.rings.orders.groups=other").run((context) -> {
			Orders orders = context.getBean(Orders.class);
			for (int i = 0; i < 64; i++) {
				assertThat(orders.tryPlaced(OrderPlaced.of(i))).isTrue();
			}
			assertThat(orders.tryPlaced(OrderPlaced.of(64))).isFalse();
		});
	}

	@Test
	void whenAnEmptyBatchIsSentNothingIsPublished() {
		runner().run((context) -> assertThat(context.getBean(Orders.class).allPlaced(List.of())).isNegative());
	}

	@Test
	@SuppressWarnings("NullAway")
	void whenTheEventIsNullItIsRefused() {
		runner().run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(Orders.class).placed(null))
			.withMessageContaining("placed: event=null"));
	}

	@Test
	void objectsMethodsWork() {
		runner().run((context) -> {
			Orders orders = context.getBean(Orders.class);
			assertThat(new HashSet<>(List.of(orders))).contains(orders).doesNotContain(new NotAProducer());
		});
	}

	@Test
	void aPlaceholderNamesTheRing() {
		runner().withPropertyValues("shop.ring=audit")
			.run((context) -> assertThat(context.getBean(Orders.class).toString()).contains("ring 'audit'"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withUserConfiguration(Shop.class);
	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener("orders")
		void on(OrderPlaced order) {
			this.ids.add(order.id());
		}

	}

}
