package io.mmapring.spring.rings;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.event.RingCodec;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Codecs that are found without a bean, and those that go before them. */
class ServiceCodecTests {

	@TempDir
	Path directory;

	@Test
	void whenALibraryBringsACodecItIsUsed() {
		RingContexts.in(this.directory).withBean(Heating.class).run((context) -> {
			context.getBean(RingTemplate.class).send("heating", new Temperature(293_150));
			Heating heating = context.getBean(Heating.class);
			RingContexts.until(() -> heating.taken.size() == 1);
			assertThat(heating.taken).containsExactly(293_150);
		});
	}

	@Test
	void whenABeanIsACodecOfTheSameTypeItGoesBefore() {
		RingContexts.in(this.directory)
			.withBean(Heating.class)
			.withBean("warmer", RingCodec.class, Warmer::new)
			.run((context) -> {
				context.getBean(RingTemplate.class).send("heating", new Temperature(1));
				Heating heating = context.getBean(Heating.class);
				RingContexts.until(() -> heating.taken.size() == 1);
				assertThat(heating.taken).containsExactly(1001);
			});
	}

	static class Heating {

		final List<Integer> taken = new CopyOnWriteArrayList<>();

		@RingListener(ring = "heating", id = "heating")
		void take(Temperature temperature) {
			this.taken.add(temperature.millikelvin);
		}

	}

	static class Warmer extends TemperatureCodec {

		@Override
		public Temperature decode(DirectBuffer buffer, int offset, int length) {
			return new Temperature(super.decode(buffer, offset, length).millikelvin + 1000);
		}

	}

}
