package io.mmapring.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.it.EventLog.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes of several pid namespaces, such as containers that share a volume, on one
 * ring. Fails where no pid namespace can be made: such a machine shows nothing.
 */
class PidNamespacesIT {

	private static final String GROUP = "journal";

	private static final int SLOTS = 64;

	private static final long EVENTS = 3 * SLOTS;

	private static final long TAKEN = 5_000;

	/** Twice as long as a heartbeat must stand still of one who cannot be seen. */
	private static final Duration STOPPED = Duration.ofSeconds(4);

	@TempDir
	Path directory;

	private final List<ChildJvm> children = new ArrayList<>();

	private List<String> newNamespace;

	@BeforeEach
	void findOutHow() throws Exception {
		String user = Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0) ? ""
				: "--map-root-user ";
		this.newNamespace = List.of(("unshare " + user + "--pid --fork --mount-proc").split(" ", -1));
		List<String> command = new ArrayList<>(this.newNamespace);
		command.add("true");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor())
			.as("exit of '%s', which said '%s' (to test this, be root or allow users their own namespaces)",
					String.join(" ", command), said.strip())
			.isZero();
	}

	@AfterEach
	void end() {
		this.children.forEach(ChildJvm::close);
	}

	@Test
	void whenAProducerOfAnotherNamespaceDiesInAClaimTheOthersGoOn() throws Exception {
		List<Long> taken = new ArrayList<>();
		try (Ring ring = Ring.builder("dead").directory(this.directory).slots(SLOTS).group(GROUP).open();
				Consumer consumer = ring.consumer(GROUP)) {
			ChildJvm victim = start(true, ProducerMain.class, this.directory);
			ChildJvm survivor = start(true, ProducerMain.class, this.directory);
			for (ChildJvm child : List.of(victim, survivor)) {
				assertThat(child.line()).isEqualTo("ready");
				assertThat(child.line()).isEqualTo("producing");
			}
			assertThat(namespaces(ring)).as("three processes in as many namespaces").hasSize(3);
			assertThat(victim.ask("claim 5 2")).isEqualTo("claimed 0");
			survivor.say("events 0 " + EVENTS);
			Await.until(() -> ring.snapshot().remaining() == 0, ring::snapshot);
			long killedNs = System.nanoTime();
			victim.kill();
			Await.until(() -> {
				poll(consumer, taken);
				return taken.size() == EVENTS;
			}, ring::snapshot);
			assertThat(survivor.line()).isEqualTo("published " + EVENTS);
			assertThat(taken).isEqualTo(LongStream.range(0, EVENTS).boxed().toList());
			assertThat(ring.snapshot().repaired()).isEqualTo(5);
			say("a producer of another namespace killed in a claim", killedNs);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true" })
	void whenAConsumerDiesTheOneStandingByElsewhereGoesOnAtItsPosition(boolean elsewhere, boolean successorElsewhere)
			throws Exception {
		Path published = this.directory.resolve("published");
		ChildJvm producer = start(true, LoggingProducerMain.class, this.directory, published, 0, Long.MAX_VALUE);
		assertThat(producer.line()).isEqualTo("publishing");
		ChildJvm consumer = consumer(elsewhere, "first");
		assertThat(consumer.line()).isEqualTo("taking");
		ChildJvm successor = consumer(successorElsewhere, "second");
		// not open here meanwhile: the successor shall find out by itself
		awaitPosition(TAKEN);
		long killedNs = System.nanoTime();
		consumer.kill();
		assertThat(successor.line()).isEqualTo("taking");
		say("a consumer (%s) killed, its successor (%s) takes".formatted(place(elsewhere), place(successorElsewhere)),
				killedNs);
		awaitPosition(position() + TAKEN);
		assertThat(producer.ask("stop")).isEqualTo("published");
		List<Entry> all = EventLog.read(published);
		awaitPosition(all.size());
		List<Entry> first = EventLog.read(this.directory.resolve("first"));
		List<Entry> second = EventLog.read(this.directory.resolve("second"));
		long from = second.get(0).sequence();
		assertThat(first.size() - from).as("came again").isBetween(0L, 256L);
		assertThat(first).isEqualTo(all.subList(0, first.size()));
		assertThat(second).isEqualTo(all.subList((int) from, all.size()));
	}

	@Test
	void whenAProcessOfAnotherNamespaceIsStoppedItKeepsItsClaimAndItsGroup() throws Exception {
		try (Ring ring = Ring.builder("dead").directory(this.directory).slots(SLOTS).group(GROUP).open();
				Consumer consumer = ring.consumer(GROUP)) {
			ChildJvm paused = start(true, ProducerMain.class, this.directory);
			assertThat(paused.line()).isEqualTo("ready");
			assertThat(paused.line()).isEqualTo("producing");
			assertThat(paused.ask("claim 2 1")).isEqualTo("claimed 0");
			int id = ring.snapshot().participants().stream().mapToInt((one) -> one.id()).max().orElseThrow();
			List<Long> taken = new ArrayList<>();
			long pid = paused.handle().descendants().findFirst().orElseThrow().pid();
			ChildJvm.signal("STOP", pid);
			long stoppedNs = System.nanoTime();
			Await.until(() -> {
				poll(consumer, taken);
				RingSnapshot now = ring.snapshot();
				assertThat(now.repaired()).isZero();
				assertThat(now.participants()).anyMatch((one) -> one.id() == id && one.state().equals("LIVE"));
				return System.nanoTime() - stoppedNs > STOPPED.toNanos();
			}, ring::snapshot);
			assertThat(taken).isEmpty();
			ChildJvm.signal("CONT", pid);
			assertThat(paused.ask("publish 7")).isEqualTo("published 0");
			Await.until(() -> {
				poll(consumer, taken);
				return taken.size() == 2;
			}, ring::snapshot);
			assertThat(taken).containsExactly(ProducerMain.UNFINISHED, 7L);
		}
	}

	private ChildJvm start(boolean elsewhere, Class<?> main, Object... arguments) throws IOException {
		ChildJvm child = ChildJvm.startUnder(elsewhere ? this.newNamespace : List.of(), main, arguments);
		this.children.add(child);
		return child;
	}

	private ChildJvm consumer(boolean elsewhere, String log) throws IOException {
		ChildJvm child = start(elsewhere, LoggingConsumerMain.class, this.directory, GROUP, this.directory.resolve(log),
				StorePosition.EACH_BATCH);
		assertThat(child.line()).isEqualTo("ready");
		return child;
	}

	private void awaitPosition(long wanted) {
		try (Ring ring = attach()) {
			Await.until(() -> ring.snapshot().group(GROUP).orElseThrow().position() >= wanted, ring::snapshot);
		}
	}

	private long position() {
		try (Ring ring = attach()) {
			return ring.snapshot().group(GROUP).orElseThrow().position();
		}
	}

	private Ring attach() {
		return Ring.builder("flow").directory(this.directory).create(CreateMode.NEVER).open();
	}

	private static void poll(Consumer consumer, List<Long> taken) {
		try {
			consumer.poll((event, sequence, endOfBatch) -> taken.add(event.payload().getLong(0)), SLOTS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Long> namespaces(Ring ring) {
		return ring.snapshot().participants().stream().map((one) -> one.pidNamespace()).distinct().toList();
	}

	private static String place(boolean elsewhere) {
		return elsewhere ? "in another namespace" : "in the first namespace";
	}

	private static void say(String what, long killedNs) {
		System.out.printf("PidNamespacesIT: %s: all went on after %d ms%n", what,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNs));
	}

}
