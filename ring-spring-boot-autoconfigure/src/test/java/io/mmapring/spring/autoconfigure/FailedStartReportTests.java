package io.mmapring.spring.autoconfigure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.mmapring.Ring;
import io.mmapring.codec.RingCodecs;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a whole application says when it cannot start, with nothing but what it brings.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartReportTests {

	private static final int BOOT_ID = 136;

	private static final int CHECKSUM = 4092;

	private static final int MAX_TYPES = 32;

	@TempDir
	Path directory;

	@Test
	void aValueThatCannotWork(CapturedOutput output) {
		start(Application.class, "ring.rings.orders.slots=100");
		assertReport(output, "The property ring.rings.orders.slots has the value '100'.",
				"Change ring.rings.orders.slots. Expected: a power of two, at least 32.");
	}

	@Test
	void aListenerThatCannotWork(CapturedOutput output) {
		start(BadListener.class);
		assertReport(output, "BadListener.on(io.mmapring.spring.shop.OrderPlaced) cannot work",
				"Return the event, or an array");
	}

	@Test
	void aProducerThatCannotWork(CapturedOutput output) {
		start(BadProducer.class);
		assertReport(output, "Quotes.send(long) cannot work", "Take all components by their names and types");
	}

	@Test
	void aRingOfAnotherGeometry(CapturedOutput output) {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(128).open()) {
			assertThat(ring.isClosed()).isFalse();
			start(Application.class, "ring.rings.orders.slots=64");
		}
		assertReport(output, "slots=128 (expected: 64)", "Change ring.rings.orders.slots to what the ring has (128)");
	}

	@Test
	void aRingOfAnEarlierBoot(CapturedOutput output) throws IOException {
		Path file;
		try (Ring ring = Ring.builder("orders").directory(this.directory).open()) {
			file = ring.path();
		}
		anotherBoot(file);
		start(Application.class, "ring.rings.orders.reboot=fail");
		assertReport(output, "bootId=", "Set ring.rings.orders.reboot to discard, remove the ring");
	}

	@Test
	void aRingThatIsMissing(CapturedOutput output) {
		start(Application.class, "ring.rings.orders.create=never", "ring.rings.orders.attach-timeout=0s");
		assertReport(output, "file=none", "Start the application that creates the ring first");
	}

	@Test
	void aRequiredGroupThatNobodyRuns(CapturedOutput output) {
		start(Sending.class, "ring.rings.orders.required.groups=risk", "ring.rings.orders.required.start-timeout=10ms");
		assertReport(output, "group", "Start the applications that run the groups [risk], raise ring.rings.orders");
	}

	@Test
	void aTypeTooMany(CapturedOutput output) {
		try (Ring ring = Ring.builder("orders").directory(this.directory).open()) {
			for (int type = 2; type < MAX_TYPES + 2; type++) {
				ring.register(type, RingCodecs.text());
			}
			start(Sending.class);
		}
		assertReport(output, "types", "Use fewer types of events");
	}

	private void start(Class<?> source, String... properties) {
		List<String> all = new ArrayList<>(List.of("ring.directory=" + this.directory, "ring.rings.orders.groups=test",
				"spring.application.name=shop"));
		all.addAll(Arrays.asList(properties));
		SpringApplicationBuilder application = new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new));
		assertThatThrownBy(application::run).isNotNull();
	}

	private static void assertReport(CapturedOutput output, String description, String action) {
		String text = output.toString();
		assertThat(text).containsSubsequence("APPLICATION FAILED TO START", "Description:", description, "Action:",
				action);
		// the stack trace helps nobody who is told what to do
		assertThat(text).doesNotContain("\tat io.mmapring");
	}

	private static void anotherBoot(Path file) throws IOException {
		try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
			access.seek(BOOT_ID);
			access.writeLong(1);
			byte[] page = new byte[CHECKSUM];
			access.seek(0);
			access.readFully(page);
			CRC32C crc = new CRC32C();
			crc.update(page);
			access.writeInt(Integer.reverseBytes((int) crc.getValue()));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RingAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Sending {

		Sending(@RingProducer("orders") RingSender<OrderPlaced> orders) {
			assertThat(orders).isNotNull();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class BadListener {

		@RingListener("orders")
		int on(OrderPlaced order) {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	@ImportRingProducers(types = Quotes.class)
	static class BadProducer {

	}

	@RingProducer("orders")
	interface Quotes {

		void whole(Quote quote);

		void send(long id);

	}

	/**
	 * An event.
	 *
	 * @param id its number
	 * @param price its price
	 */
	@RingEvent
	record Quote(long id, double price) {
	}

}
