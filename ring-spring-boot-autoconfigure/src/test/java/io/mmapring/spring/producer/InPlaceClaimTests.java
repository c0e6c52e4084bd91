package io.mmapring.spring.producer;

import java.nio.file.Path;
import java.util.Map;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.error.EventTooLargeException;
import io.mmapring.error.RingFullException;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Events that are written in place. */
class InPlaceClaimTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "multi", "single" })
	void aViewIsWrittenIntoTheRingAndPublished(String producers) {
		runner().withPropertyValues("ring.rings.orders.producers=" + producers).run((context) -> {
			RingSender<Quote> quotes = quotes(context);
			for (int i = 0; i < 3; i++) {
				try (RingClaim<Quote> claim = quotes.claim()) {
					assertThat(claim.event().id()).isZero();
					claim.event().id(i + 1).price(0.5);
					assertThat(claim.sequence()).isEqualTo(i);
					assertThat(claim.publish()).isEqualTo(i);
				}
			}
			assertThat(quotes.write((quote) -> quote.id(4))).isEqualTo(3);
			assertThat(quotes.write(5L, Quote::id)).isEqualTo(4);
			assertThat(Published.numbers(context, "orders")).containsExactly(1L, 2L, 3L, 4L, 5L);
		});
	}

	@Test
	void whenAClaimIsClosedWithoutPublishListenersPassIt() {
		runner().run((context) -> {
			RingSender<Quote> quotes = quotes(context);
			quotes.claim().close();
			try (RingClaim<Quote> claim = quotes.claim()) {
				claim.event().id(2);
			}
			assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> quotes.write((quote) -> {
				quote.id(3);
				throw new ArithmeticException();
			}));
			quotes.write(4L, Quote::id);
			assertThat(Published.numbers(context, "orders")).containsExactly(4L);
		});
	}

	@Test
	void whenAClaimIsClosedItCannotBeUsedAndClosingItAgainHarmsNobody() {
		runner().run((context) -> {
			RingSender<Quote> quotes = quotes(context);
			RingClaim<Quote> claim = quotes.claim();
			Quote quote = claim.event();
			claim.publish();
			claim.close();
			claim.close();
			assertThatIllegalStateException().isThrownBy(claim::event).withMessageContaining("is closed");
			assertThatIllegalStateException().isThrownBy(claim::publish).withMessageContaining("is closed");
			assertThatIllegalStateException().isThrownBy(quote::id).withMessageContaining("after its event");
			Thread other = new Thread(() -> quotes.write(2L, Quote::id));
			other.start();
			other.join();
			assertThat(Published.numbers(context, "orders")).containsExactly(0L, 2L);
		});
	}

	@Test
	void whenAnotherThreadHasTheClaimNowTheOneThatClosedItDoesNotCloseItAgain() {
		runner().run((context) -> {
			RingSender<Quote> quotes = quotes(context);
			RingClaim<Quote> claim = quotes.claim();
			claim.close();
			Thread other = new Thread(() -> {
				try (RingClaim<Quote> mine = quotes.claim()) {
					mine.event().id(2);
					Thread stale = new Thread(mine::close);
					stale.start();
					join(stale);
					mine.publish();
				}
			});
			other.start();
			other.join();
			assertThat(Published.numbers(context, "orders")).containsExactly(2L);
		});
	}

	@Test
	void whenNothingWasWrittenAClaimIsNotPublished() {
		runner().run((context) -> {
			try (RingClaim<Quote> claim = quotes(context).claim()) {
				assertThatIllegalStateException().isThrownBy(claim::publish).withMessageContaining("filled");
			}
		});
	}

	@Test
	void headersAreSetBeforeTheEvent() {
		runner().withPropertyValues("ring.rings.orders.slot-size=128B", "ring.rings.orders.user-header-size=32B")
			.run((context) -> {
				RingSender<Quote> quotes = quotes(context);
				try (RingClaim<Quote> claim = quotes.claim()) {
					claim.headers().user("a", "left");
				}
				try (RingClaim<Quote> claim = quotes.claim()) {
					claim.headers().user("b", "c");
					claim.event().id(1);
					assertThatIllegalStateException().isThrownBy(claim::headers).withMessageContaining("is begun");
					claim.publish();
				}
				quotes.write(2L, Quote::id);
				assertThat(Published.on(context, "orders")).containsExactly(new Published(1, 0, "", Map.of("b", "c")),
						new Published(2, 0, "", Map.of()));
			});
	}

	@Test
	void bytesAreWrittenInPlaceToo() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			try (RingClaim<MutableDirectBuffer> claim = template.sender("orders", MutableDirectBuffer.class).claim(8)) {
				claim.event().putLong(0, 1);
				claim.publish();
			}
			try (RingClaim<DirectBuffer> claim = template.sender("orders", DirectBuffer.class).claim(100)) {
				assertThat(claim.event().capacity()).isEqualTo(100);
				claim.payload().putLong(0, 2);
				claim.publish();
			}
			try (RingClaim<Tick> claim = template.sender("orders", Tick.class).claim(18)) {
				claim.payload().setMemory(0, 18, (byte) 0);
				claim.payload().putLong(0, 3);
				claim.publish();
			}
			assertThat(Published.numbers(context, "orders")).containsExactly(1L, 2L, 3L);
		});
	}

	@Test
	void whatIsNotWrittenInPlaceIsRefused() {
		runner().run((context) -> {
			RingTemplate template = context.getBean(RingTemplate.class);
			RingSender<Tick> ticks = template.sender("orders", Tick.class);
			assertThatIllegalStateException().isThrownBy(ticks::claim)
				.withMessageContaining("cannot be claimed as " + Tick.class.getName())
				.withMessageContaining("claim(length)");
			try (RingClaim<Tick> claim = ticks.claim(18)) {
				assertThatIllegalStateException().isThrownBy(claim::event).withMessageContaining("payload()");
			}
			assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(() -> ticks.claim(5000));
			assertThatIllegalArgumentException().isThrownBy(() -> ticks.claim(-1)).withMessageContaining("length=-1");
			assertThat(ticks.send(Tick.of(1))).isOne();
		});
	}

	@Test
	void whenTheRingIsFullAClaimFailsAndATriedOneIsNull() {
		runner().withPropertyValues("ring.rings.orders.on-full=drop").run((context) -> {
			RingSender<Quote> quotes = quotes(context);
			for (long i = 0; i < 64; i++) {
				try (RingClaim<Quote> claim = quotes.tryClaim()) {
					assertThat(claim).isNotNull();
					claim.event().id(i);
					claim.publish();
				}
			}
			assertThat(quotes.tryClaim()).isNull();
			assertThatExceptionOfType(RingFullException.class).isThrownBy(quotes::claim);
			assertThat(Published.numbers(context, "orders")).hasSize(64);
			assertThat(quotes.write(7L, Quote::id)).isEqualTo(64);
		});
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RingSender<Quote> quotes(ApplicationContext context) {
		return context.getBean(RingTemplate.class).sender("orders", Quote.class);
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withPropertyValues("ring.rings.orders.groups=test", "ring.rings.orders.types.1=" + Quote.class.getName(),
					"ring.rings.orders.types.2=" + Tick.class.getName());
	}

	/** A view. */
	@RingEvent("quote")
	interface Quote {

		long id();

		Quote id(long id);

		double price();

		Quote price(double price);

	}

}
