package io.mmapring.spring.actuate;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts of a ring's file that never go backwards. */
class GrowingCountTests {

	private GrowingCount.@Nullable Reading reading;

	private final GrowingCount count = new GrowingCount(() -> this.reading);

	@Test
	void whatCannotBeReadStaysAsItWas() {
		assertThat(this.count.getAsLong()).isZero();
		read(new UUID(1, 1), 0, 5);
		assertThat(this.count.getAsLong()).isEqualTo(5);
		this.reading = null;
		assertThat(this.count.getAsLong()).isEqualTo(5);
	}

	@Test
	void anotherFileOrAttachmentAdds() {
		UUID ring = new UUID(1, 1);
		read(ring, 100, 5);
		assertThat(this.count.getAsLong()).isEqualTo(5);
		read(ring, 200, 0);
		assertThat(this.count.getAsLong()).isEqualTo(5);
		read(ring, 200, 7);
		assertThat(this.count.getAsLong()).isEqualTo(12);
		read(new UUID(2, 2), 200, 1);
		assertThat(this.count.getAsLong()).isEqualTo(13);
	}

	@Test
	void whenTheSameCountGoesBackwardsItDoesNot() {
		read(new UUID(1, 1), 0, 5);
		assertThat(this.count.getAsLong()).isEqualTo(5);
		read(new UUID(1, 1), 0, 3);
		assertThat(this.count.getAsLong()).isEqualTo(5);
	}

	@Test
	void whenTheFileIsCutMeanwhileItStaysAsItWas() {
		GrowingCount cut = new GrowingCount(() -> {
			throw new InternalError("a fault occurred in an unsafe memory access operation");
		});
		assertThat(cut.getAsLong()).isZero();
	}

	private void read(UUID ring, long attachedMs, long count) {
		this.reading = new GrowingCount.Reading(new GrowingCount.Bearer(ring, 1, attachedMs), count);
	}

}
