package io.mmapring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, for one of many producers. */
class MultiProducerTests extends ProducerContract {

	@Override
	Producers producers() {
		return Producers.MULTI;
	}

	@Test
	void claimsOfSeveralProducersLieOneBehindTheOther() {
		List<Claim> claims = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			claims.add(ring().producer().claim(i + 1));
		}
		assertThat(claims).extracting(Claim::first).containsExactly(0L, 1L, 3L, 6L, 10L, 15L, 21L, 28L);
		claims.forEach(Claim::abandon);
	}

	@Test
	void whenALaterClaimIsPublishedFirstConsumersWaitForTheEarlier() throws Exception {
		Consumer consumer = ring().consumer("late");
		try (Producer first = ring().producer(); Producer second = ring().producer()) {
			Claim early = first.claim(2);
			Claim late = second.claim(1);
			late.next(1, Long.BYTES).putLong(0, 3);
			late.publish();
			assertThat(Taken.from(consumer).values).isEmpty();
			early.next(1, Long.BYTES).putLong(0, 1);
			early.next(1, Long.BYTES).putLong(0, 2);
			early.publish();
			assertThat(Taken.from(consumer).values)
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList());
		}
	}

}
