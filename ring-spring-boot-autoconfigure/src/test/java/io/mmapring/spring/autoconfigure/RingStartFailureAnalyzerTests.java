package io.mmapring.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingSpaceException;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.RingStartException;
import io.mmapring.spring.shop.OrderCancelled;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user is told when a ring cannot be opened. */
class RingStartFailureAnalyzerTests {

	@TempDir
	Path directory;

	@Test
	void whenTheGeometryDiffersThePropertyIsNamed() {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(128).slotSizeBytes(64).open()) {
			assertThat(ring.slots()).isEqualTo(128);
			FailureAnalysis analysis = analyze(runner());
			assertThat(analysis.getDescription()).contains("ring 'orders'", "slots=128 (expected: 64)");
			assertThat(analysis.getAction()).contains("Change ring.rings.orders.slots to what the ring has (128)");
		}
	}

	@Test
	void whenTheRingIsMissingThePropertiesAreNamed() {
		FailureAnalysis analysis = analyze(
				runner().withPropertyValues("ring.rings.orders.create=never", "ring.rings.orders.attach-timeout=0s"));
		assertThat(analysis.getDescription()).contains("file=none");
		assertThat(analysis.getAction()).contains("ring.rings.orders.create", "ring.rings.orders.attach-timeout",
				"ring.directory");
	}

	@Test
	void whenThereIsNoRoomThePropertiesAreNamed() {
		FailureAnalysis analysis = analyze(new RingSpaceException(Path.of("/rings/orders/ring.dat"), 1 << 20, 1 << 10));
		assertThat(analysis.getDescription()).contains("free=1024 bytes");
		assertThat(analysis.getAction()).contains("ring.rings.orders.slots", "1048576 bytes", "ring.directory");
	}

	@Test
	void whenTheFolderMayNotBeUsedThePropertiesAreNamed() {
		FailureAnalysis analysis = analyze(
				new RingAccessException(Path.of("/rings/orders"), "alice", "rwx------", "access", "ask alice"));
		assertThat(analysis.getDescription()).contains("owner=alice");
		assertThat(analysis.getAction()).contains("user alice", "ring.rings.orders.permissions", "ring.directory");
	}

	@Test
	void whenTheGroupIsOwnedTheOwnerIsNamed() {
		try (Ring ring = open(); Consumer consumer = ring.consumer("shop.taker.on")) {
			assertThat(consumer.isClosed()).isFalse();
			FailureAnalysis analysis = analyze(runner().withBean("taker", Taker.class));
			assertThat(analysis.getDescription()).contains("listener 'taker.on' (group 'shop.taker.on')");
			assertThat(analysis.getAction()).contains("another group", "application 'warehouse'");
		}
	}

	@Test
	void whenTheSingleProducerLivesItIsNamed() {
		try (Ring ring = Ring.builder("orders")
			.directory(this.directory)
			.application("warehouse")
			.slots(64)
			.slotSizeBytes(64)
			.producers(Producers.SINGLE)
			.open(); Producer producer = ring.producer()) {
			assertThat(producer.tryClaim(1)).isZero();
			FailureAnalysis analysis = analyze(runner().withBean(Sending.class));
			assertThat(analysis.getAction()).contains("Stop the other producer", "ring.rings.orders.producers=multi",
					"application 'warehouse'");
		}
	}

	@Test
	void whenDependenciesDifferTheGroupIsNamed() {
		try (Ring ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(64)
			.slotSizeBytes(64)
			.group("risk")
			.group("shop.taker.on", "risk")
			.open()) {
			assertThat(ring.isClosed()).isFalse();
			FailureAnalysis analysis = analyze(runner().withBean("taker", Taker.class));
			assertThat(analysis.getAction()).contains("'after' of group 'shop.taker.on'",
					"ring.rings.orders.after.shop.taker.on");
		}
	}

	@Test
	void whenGroupsWaitForEachOtherTheyAreNamed() {
		FailureAnalysis analysis = analyze(runner().withBean(Cycle.class));
		assertThat(analysis.getDescription()).contains("is a cycle", "one", "two");
	}

	@Test
	void whenATypeDiffersThePropertyIsNamed() {
		try (Ring ring = open()) {
			ring.register(1, RecordCodec.of(OrderCancelled.class));
			FailureAnalysis analysis = analyze(runner().withBean("taker", Taker.class));
			assertThat(analysis.getAction()).contains("ring.rings.orders.types.1", "a number of its own");
		}
	}

	@Test
	void whenTheFileIsDamagedItIsToBeRemoved() throws Exception {
		Path file;
		try (Ring ring = open()) {
			file = ring.path();
		}
		Files.write(file, new byte[8192]);
		FailureAnalysis analysis = analyze(runner());
		assertThat(analysis.getAction()).contains("Remove the ring while no process has it open");
	}

	@Test
	void whenASignatureCannotWorkTheMethodIsNamed() {
		FailureAnalysis analysis = analyze(runner().withBean(BadMethod.class));
		assertThat(analysis.getDescription()).contains("BadMethod.on(", "result=int without @SendTo (expected: void)");
		assertThat(analysis.getAction()).startsWith("Return the event, or an array");
	}

	private Ring open() {
		return Ring.builder("orders")
			.directory(this.directory)
			.application("warehouse")
			.slots(64)
			.slotSizeBytes(64)
			.open();
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	private static FailureAnalysis analyze(ApplicationContextRunner runner) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			analysis[0] = analyze(context.getStartupFailure());
		});
		return analysis[0];
	}

	private static FailureAnalysis analyze(RingException cause) {
		return analyze((Throwable) new RingStartException("orders", "the use", cause));
	}

	/** As the application would, with the analyzers that are registered. */
	private static FailureAnalysis analyze(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
				// those that want a bean factory are not ours
			}))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getPackageName().startsWith("io.mmapring"))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("not analyzed", failure));
	}

	static class Taker {

		@RingListener("orders")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class Sending {

		Sending(@RingProducer("orders") RingSender<OrderPlaced> orders) {
			assertThat(orders).isNotNull();
		}

	}

	static class Cycle {

		@RingListener(ring = "orders", group = "one", after = "two")
		void one(OrderPlaced order) {
			// never called
		}

		@RingListener(ring = "orders", group = "two", after = "one")
		void two(OrderPlaced order) {
			// never called
		}

	}

	static class BadMethod {

		@RingListener("orders")
		int on(OrderPlaced order) {
			return 0;
		}

	}

}
