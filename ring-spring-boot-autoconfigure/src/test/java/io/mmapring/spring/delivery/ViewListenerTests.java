package io.mmapring.spring.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Events that listeners read in place. */
class ViewListenerTests {

	@TempDir
	Path directory;

	@Test
	void whenTheArgumentIsAViewItIsValidUntilTheMethodReturns() {
		runner().withBean(InPlace.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			template.send("prices", new NewPrice(1, "RING"));
			template.send("prices", new NewPrice(2, "ring"));
			InPlace listener = context.getBean(InPlace.class);
			RingContexts.until(() -> listener.seen.size() == 2);
			assertThat(listener.seen).containsExactly("1 RING", "2 ring");
			RingContexts.until(() -> isOver(listener.views.get(1)));
			assertThatIllegalStateException().isThrownBy(() -> listener.views.get(0).amount())
				.withMessageContaining("a view of price is used after its event");
		});
	}

	private static boolean isOver(Price view) {
		return view.toString().equals("price[event is over]");
	}

	@Test
	void whenTheArgumentIsAListOfViewsTheyAreCopies() {
		runner().withBean(Copies.class).run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			for (int i = 0; i < 10; i++) {
				template.send("prices", new NewPrice(i, "RING"));
			}
			Copies listener = context.getBean(Copies.class);
			RingContexts.until(() -> listener.views.size() == 10);
			assertThat(listener.views).extracting(Price::amount)
				.containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory).withPropertyValues("ring.rings.prices.slots=64");
	}

	@RingEvent("price")
	interface Price {

		long amount();

		@Chars(8)
		String symbol();

	}

	record NewPrice(long amount, String symbol) implements Price {

	}

	static class InPlace {

		final List<Price> views = new CopyOnWriteArrayList<>();

		final List<String> seen = new CopyOnWriteArrayList<>();

		@RingListener(ring = "prices", id = "in-place")
		void take(Price price) {
			this.views.add(price);
			this.seen.add(price.amount() + " " + price.symbol());
		}

	}

	static class Copies {

		final List<Price> views = new CopyOnWriteArrayList<>();

		@RingListener(ring = "prices", id = "copies")
		void take(List<Price> prices) {
			this.views.addAll(prices);
		}

	}

}
