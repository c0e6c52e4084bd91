package io.mmapring.spring.delivery;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import com.sun.management.ThreadMXBean;
import org.agrona.DirectBuffer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingAutoConfiguration;

/**
 * An application whose listeners measure what their threads allocate. It runs without
 * assertions, with which each event has a view of its own.
 */
public final class ListenerAllocationMain {

	static final int WARM_UP = 60_000;

	static final int EVENTS = 60_000;

	private ListenerAllocationMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		Map<String, Object> properties = Map.of("ring.directory", args[0], "ring.rings.prices.slots", "1024",
				"ring.rings.prices.slot-size", "64B", "ring.rings.prices.block-timeout", "60s");
		try (var context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			RingTemplate template = context.getBean(RingTemplate.class);
			for (int i = 0; i <= WARM_UP + EVENTS; i++) {
				template.send("prices", new NewPrice(i, 2L * i));
			}
			Listeners listeners = context.getBean(Listeners.class);
			listeners.done.await();
			System.out.println(listeners.results());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RingAutoConfiguration.class)
	static class Application {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

		@Bean
		Predicate<Price> ofPrices() {
			return (price) -> price.amount() >= 0;
		}

	}

	@RingEvent("price")
	interface Price {

		long id();

		long amount();

	}

	record NewPrice(long id, long amount) implements Price {

	}

	/** What one thread has allocated between two events. */
	private static final class Measured {

		private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

		private final CountDownLatch done;

		private long before;

		private long allocated = -1;

		private long sum;

		Measured(CountDownLatch done) {
			this.done = done;
		}

		void event(long id, long amount) {
			this.sum += amount;
			if (id == WARM_UP) {
				this.before = this.threads.getCurrentThreadAllocatedBytes();
			}
			else if (id == WARM_UP + EVENTS) {
				this.allocated = this.threads.getCurrentThreadAllocatedBytes() - this.before;
				this.done.countDown();
			}
		}

	}

	static class Listeners {

		private static final String TYPE = "io.mmapring.spring.delivery.ListenerAllocationMain$Price";

		private final CountDownLatch done = new CountDownLatch(5);

		private final Measured view = new Measured(this.done);

		private final Measured components = new Measured(this.done);

		private final Measured batch = new Measured(this.done);

		private final Measured bytes = new Measured(this.done);

		private final Measured filtered = new Measured(this.done);

		@RingListener("prices")
		void view(Price price, long sequence, boolean endOfBatch, RingMetadata metadata) {
			this.view.event(price.id(), price.amount() + metadata.sequence() - sequence);
		}

		@RingListener(ring = "prices", types = TYPE)
		void components(long amount, long id, long sequence) {
			this.components.event(id, amount + sequence);
		}

		@RingListener("prices")
		void batch(RingBatch<Price> prices, long first) {
			for (int i = 0; i < prices.size(); i++) {
				Price price = prices.get(i);
				this.batch.event(price.id(), price.amount() + prices.sequence(i) - first);
			}
		}

		@RingListener("prices")
		void bytes(DirectBuffer buffer, int offset, int length) {
			this.bytes.event(buffer.getLong(offset), length);
		}

		@RingListener(ring = "prices", filter = "ofPrices")
		void filtered(Price price) {
			this.filtered.event(price.id(), 1);
		}

		String results() {
			return "allocated view=%d components=%d batch=%d bytes=%d filtered=%d, read %d".formatted(
					this.view.allocated, this.components.allocated, this.batch.allocated, this.bytes.allocated,
					this.filtered.allocated, this.view.sum);
		}

	}

}
