package io.mmapring.spring.producer;

import java.lang.management.ManagementFactory;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import org.agrona.MutableDirectBuffer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;
import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSend;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingAutoConfiguration;

/**
 * An application that measures what its senders and producers allocate. It runs without
 * assertions, with which each event has a view of its own.
 */
public final class SenderAllocationMain {

	static final int WARM_UP = 300_000;

	static final int EVENTS = 300_000;

	private static final String QUOTE = "io.mmapring.spring.producer.SenderAllocationMain$Quote";

	private static long sum;

	private SenderAllocationMain() {
	}

	public static void main(String[] args) {
		Map<String, Object> properties = Map.of("ring.directory", args[0], "ring.rings.quotes.producers", args[1],
				"ring.rings.quotes.when-no-groups", "overwrite", "ring.rings.quotes.types.1", Quote.class.getName(),
				"ring.rings.quotes.types.2", Tick.class.getName(), "ring.rings.quotes.headers", "key-hash");
		try (var context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingSender<Quote> quotes = template.sender("quotes", Quote.class);
			RingSender<Tick> ticks = template.sender("quotes", Tick.class);
			RingSender<MutableDirectBuffer> bytes = template.sender("quotes", MutableDirectBuffer.class);
			Tick tick = Tick.of(1);
			System.out.println("allocated send=" + allocated(() -> ticks.send(tick)) + " trySend="
					+ allocated(() -> ticks.trySend(tick)) + " write="
					+ allocated(() -> quotes.write(tick, (quote, from) -> quote.id(from.id()).price(1))) + " claim="
					+ allocated(() -> claim(quotes)) + " bytes=" + allocated(() -> claimBytes(bytes)));
			Prices prices = context.getBean(Prices.class);
			System.out.println("allocated void=" + allocated(() -> prices.quote(1, 1.5)) + " long="
					+ allocated(() -> sum += prices.sequence(1.5, 1)) + " boolean="
					+ allocated(() -> sum += prices.tried(1, 1.5) ? 1 : 0) + " text="
					+ allocated(() -> prices.tick(1, "ABC")) + " key=" + allocated(() -> prices.keyed(7, 1, "ABC")));
		}
	}

	private static void claim(RingSender<Quote> quotes) {
		try (RingClaim<Quote> claim = quotes.claim()) {
			claim.event().id(1);
			claim.publish();
		}
	}

	private static void claimBytes(RingSender<MutableDirectBuffer> bytes) {
		try (RingClaim<MutableDirectBuffer> claim = bytes.claim(Long.BYTES)) {
			claim.event().putLong(0, 1);
			claim.publish();
		}
	}

	private static long allocated(Runnable sending) {
		run(sending, WARM_UP);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		run(sending, EVENTS);
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private static void run(Runnable sending, int times) {
		for (int i = 0; i < times; i++) {
			sending.run();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RingAutoConfiguration.class)
	@ImportRingProducers(types = Prices.class)
	static class Application {

	}

	@RingProducer("quotes")
	interface Prices {

		@RingSend(type = QUOTE)
		void quote(long id, double price);

		@RingSend(type = QUOTE)
		long sequence(double price, long id);

		@RingSend(type = QUOTE)
		boolean tried(long id, double price);

		@RingSend(type = "io.mmapring.spring.producer.Tick")
		void tick(long id, String symbol);

		@RingSend(type = "io.mmapring.spring.producer.Tick")
		void keyed(@RingKey long customer, long id, String symbol);

	}

	@RingEvent("quote")
	interface Quote {

		long id();

		Quote id(long id);

		double price();

		Quote price(double price);

	}

}
