package io.mmapring.spring.autoconfigure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

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
import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingExistsException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingLimitException;
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

	/** Where the version is in a ring's file. */
	private static final int MAJOR_VERSION = 8;

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
		assertThat(analysis.getAction()).startsWith("It is damaged or no ring: remove it while no process has it open");
	}

	@Test
	void whenASignatureCannotWorkTheMethodIsNamed() {
		FailureAnalysis analysis = analyze(runner().withBean(BadMethod.class));
		assertThat(analysis.getDescription()).contains("BadMethod.on(", "result=int without @SendTo (expected: void)");
		assertThat(analysis.getAction()).startsWith("Return the event, or an array");
	}

	@Test
	void whenTheFileIsOfAnotherVersionTheLibraryIsToBeChanged() throws IOException {
		overwrite(MAJOR_VERSION, new byte[] { 9 });
		FailureAnalysis analysis = analyze(runner());
		assertThat(analysis.getDescription()).contains("majorVersion=9 (expected: 1)");
		assertThat(analysis.getAction()).startsWith("Use the version of the library that made it")
			.endsWith("or choose another ring.directory.");
	}

	@Test
	void whenSomethingElseHasTheRingsNameItIsToBeRemoved() throws IOException {
		Files.createDirectories(this.directory.resolve("orders/ring.dat"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		FailureAnalysis analysis = analyze(runner());
		assertThat(analysis.getDescription()).contains("cannot open ring", "directory");
		assertThat(analysis.getAction()).startsWith("Remove what is there");
	}

	@Test
	void whenTheFileWasCutItIsToBeRemoved() throws IOException {
		try (FileChannel channel = FileChannel.open(overwrite(0, new byte[0]), StandardOpenOption.WRITE)) {
			channel.truncate(100);
		}
		FailureAnalysis analysis = analyze(runner());
		assertThat(analysis.getDescription()).contains("size=100 (expected: at least");
		assertThat(analysis.getAction()).startsWith("It is damaged or no ring: remove it");
	}

	@Test
	void whenEverybodyMayWriteToTheFileItIsToBeRemoved() throws IOException {
		Files.setPosixFilePermissions(overwrite(0, new byte[0]), PosixFilePermissions.fromString("rw-rw-rw-"));
		FailureAnalysis analysis = analyze(runner());
		assertThat(analysis.getDescription()).contains("mode=rw-rw-rw-");
		assertThat(analysis.getAction()).startsWith("Somebody may have written to it: remove it");
	}

	@Test
	void whenHeadersDifferThePropertyIsNamed() {
		try (Ring ring = open()) {
			assertThat(ring.eventHeaders()).isEmpty();
			FailureAnalysis analysis = analyze(runner().withPropertyValues("ring.rings.orders.headers=publish-time"));
			assertThat(analysis.getDescription()).contains("eventHeaders=");
			assertThat(analysis.getAction()).startsWith("Change ring.rings.orders.headers to what the ring has");
		}
	}

	@Test
	void whenTheFileIsAnothersTheUserIsNamed() {
		FailureAnalysis analysis = analyze(new RingFormatException(Path.of("/rings/orders/ring.dat"), "owner", "alice",
				"bob", "run as its owner"));
		assertThat(analysis.getAction()).isEqualTo("Run as user alice, or choose another ring.directory.");
	}

	@Test
	void whenTheFileIsOfAnotherBootThePropertyIsNamed() {
		FailureAnalysis analysis = analyze(
				new RingFormatException(Path.of("/rings/orders/ring.dat"), "bootId", "one", "another", "remove it"));
		assertThat(analysis.getAction()).startsWith("Set ring.rings.orders.reboot to discard, remove the ring");
	}

	@Test
	void whenTheFileSystemIsUnfitThePropertiesAreNamed() {
		FailureAnalysis analysis = analyze(
				new RingFormatException(Path.of("/mnt/rings/orders"), "fileSystem", "nfs4", "a local one", "move"));
		assertThat(analysis.getAction()).startsWith("Choose a ring.directory on a file system of this machine alone")
			.contains("ring.allow-network-file-system");
	}

	@Test
	void whenSomebodyHoldsTheLockItIsToLetGo() {
		FailureAnalysis analysis = analyze(
				new RingBusyException(Path.of("/rings/orders/admin.lock"), 5000, "process 4711"));
		assertThat(analysis.getDescription()).contains("holder=process 4711 after 5000 ms");
		assertThat(analysis.getAction()).startsWith("Look at the process that holds the lock");
	}

	@Test
	void whenTheRingMayNotExistYetThePropertyIsNamed() {
		FailureAnalysis analysis = analyze(new RingExistsException(Path.of("/rings/orders/ring.dat")));
		assertThat(analysis.getAction()).startsWith("Set ring.rings.orders.create to if-missing");
	}

	@Test
	void whenALimitIsReachedWhatToDoIsSaid() {
		FailureAnalysis analysis = analyze(RingLimitException.types("orders", 64, "65 (late)"));
		assertThat(analysis.getAction()).startsWith("Use fewer types of events");
	}

	@Test
	void whateverElseFailsSaysWhatToDo() {
		FailureAnalysis analysis = analyze(new RingException("orders",
				"cannot attach to ring 'orders': start time of this process=unknown (expected: as in /proc/self/stat); mount /proc"));
		assertThat(analysis.getAction()).isEqualTo("Mount /proc.");
	}

	@Test
	void whenTheDirectoryCannotBeMadeAnotherIsToBeChosen() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		FailureAnalysis analysis = analyze(runner().withPropertyValues("ring.directory=" + file.resolve("rings")));
		assertThat(analysis.getDescription()).contains("ring 'orders'", file.toString());
		assertThat(analysis.getAction()).isEqualTo("Look at the file system, or choose another ring.directory.");
	}

	@Test
	void whenAValueCannotWorkItsKeyIsNamed() {
		FailureAnalysis analysis = analyze(runner().withPropertyValues("ring.rings.orders.slots=100"));
		assertThat(analysis.getDescription()).isEqualTo("The property ring.rings.orders.slots has the value '100'.");
		assertThat(analysis.getAction())
			.isEqualTo("Change ring.rings.orders.slots. Expected: a power of two, at least 32.");
	}

	@Test
	void whenAValueCannotBeReadItsKeyIsNamed() {
		for (String key : List.of("ring.rings.orders.on-full", "ring.listener.wait-strategy",
				"ring.listener.error.policy", "ring.health.stall-timeout")) {
			FailureAnalysis analysis = analyze(runner().withPropertyValues(key + "=nonsense"), (analyzer) -> true);
			assertThat(analysis.getDescription()).contains(key, "nonsense");
		}
	}

	/** Make a ring, and write over its file. */
	private Path overwrite(int position, byte[] bytes) throws IOException {
		try (Ring ring = open()) {
			try (FileChannel channel = FileChannel.open(ring.path(), StandardOpenOption.WRITE)) {
				channel.write(ByteBuffer.wrap(bytes), position);
			}
			return ring.path();
		}
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
		return analyze(runner, RingStartFailureAnalyzerTests::isOurs);
	}

	private static FailureAnalysis analyze(ApplicationContextRunner runner, Predicate<FailureAnalyzer> who) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			analysis[0] = analyze(context.getStartupFailure(), who);
		});
		return analysis[0];
	}

	private static FailureAnalysis analyze(RingException cause) {
		return analyze(new RingStartException("orders", "the use", cause), RingStartFailureAnalyzerTests::isOurs);
	}

	private static boolean isOurs(FailureAnalyzer analyzer) {
		return analyzer.getClass().getPackageName().startsWith("io.mmapring");
	}

	/** As the application would, with the analyzers that are registered. */
	private static FailureAnalysis analyze(Throwable failure, Predicate<FailureAnalyzer> who) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
				// those that want a bean factory are not ours
			}))
			.stream()
			.filter(who)
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
