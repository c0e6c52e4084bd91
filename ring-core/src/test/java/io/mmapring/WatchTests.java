package io.mmapring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingFormatException;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.process.Participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is done to the file while a ring is open. */
class WatchTests {

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private Consumer consumer;

	@BeforeEach
	void open() {
		this.ring = open("g");
		this.producer = this.ring.producer();
		this.consumer = this.ring.consumer("g");
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenTheFileIsRemovedAllUseStops() throws IOException {
		Files.delete(this.ring.path());
		assertStops("it was removed");
	}

	@Test
	void whenTheFileIsReplacedAllUseStops() throws IOException {
		Path copy = this.directory.resolve("copy");
		Files.copy(this.ring.path(), copy);
		Files.delete(this.ring.path());
		Files.move(copy, this.ring.path());
		assertStops("was replaced by another");
	}

	@Test
	void whenTheFileIsExtendedAllUseStops() throws IOException {
		try (FileChannel channel = FileChannel.open(this.ring.path(), StandardOpenOption.WRITE,
				StandardOpenOption.APPEND)) {
			channel.write(ByteBuffer.allocate(1));
		}
		assertStops("was extended");
	}

	@Test
	void whenThePermissionsAreChangedAllUseStopsUntilTheyAreChangedBack() throws IOException {
		Files.setPosixFilePermissions(this.ring.path(), PosixFilePermissions.fromString("rw-r--r--"));
		assertStops("mode=rw-r--r-- (expected: rw-------)");
		this.ring.close();
		Files.setPosixFilePermissions(this.ring.path(), PosixFilePermissions.fromString("rw-------"));
		try (Ring again = open("g"); Consumer consumer = again.consumer("g")) {
			assertThat(again.participant()).isEqualTo(1);
			assertThat(consumer.lag()).isZero();
			assertThat(again.failure()).isNull();
		}
	}

	@Test
	void whenTheHeaderIsOverwrittenAllUseStopsForGood() {
		this.ring.memory().longPlain(0, 0);
		assertStops("was overwritten");
		this.ring.close();
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> open("g")).withMessageContaining("magic");
	}

	@Test
	void whenAGroupIsBeyondTheTailAllUseStopsForGood() {
		this.ring.memory().longRelease(this.ring.layout().shard(0, 0) + RingLayout.SHARD_POSITION, 1);
		assertStops("position=1 (expected: 0 to the tail, 0): the entry of group 'g' was overwritten");
		this.ring.close();
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> open("g"))
			.withMessageContaining("ringState=")
			.withMessageContaining("a group was beyond the tail");
	}

	@Test
	void whenAnEventHasAnImpossibleLengthAllUseStopsInAllProcesses() {
		try (Ring other = open("h")) {
			publish(1);
			this.ring.memory().intPlain(this.ring.layout().slot(0) + RingLayout.SLOT_LENGTH, -1);
			assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> this.consumer.poll(new Taken(), 1))
				.withMessageContaining("length=-1 (expected: 0 to ");
			assertStops("an event had an impossible length");
			assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> stopped(other))
				.withMessageContaining(
						"it was marked as damaged by process %d: an event had an impossible length; remove it",
						ProcessHandle.current().pid());
		}
	}

	@Test
	void whenTheDirectoryIsRemovedItCanStillBeClosed() throws IOException {
		try (Stream<Path> files = Files.list(this.ring.path().getParent())) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(this.ring.path().getParent());
		this.consumer.close();
		this.producer.close();
		this.ring.close();
		assertThat(this.consumer.isClosed()).isTrue();
		assertThat(this.ring.failure()).contains("it was removed");
	}

	@Test
	void whenTakenForDeadItLetsGoOfNothingThatIsAnothers() {
		RingMemory memory = this.ring.memory();
		int entry = ParticipantLayout.entry(this.ring.participant());
		publish(1);
		Claim claim = this.ring.producer().claim(1);
		memory.longRelease(entry + ParticipantLayout.ATTACHED_MS, 1);
		assertStops("they took this process for dead");
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> {
			claim.next(1, 0);
			claim.publish();
		});
		this.ring.close();
		assertThat(memory.longAcquire(entry + ParticipantLayout.STATE)).isEqualTo(Participants.LIVE);
		assertThat(this.ring.groups().owner(0, 0)).isEqualTo(1);
		long stamp = memory.longAcquire(this.ring.layout().slot(1) + RingLayout.SLOT_STAMP);
		assertThat(Stamp.state(stamp)).isNotIn(Stamp.PUBLISHED, Stamp.SKIPPED);
	}

	@Test
	void whenOthersTookThisProcessForDeadAllUseStops() {
		this.ring.memory().longRelease(ParticipantLayout.entry(this.ring.participant()) + ParticipantLayout.STATE, 0);
		assertStops("they took this process for dead");
	}

	private Ring open(String group) {
		return Ring.builder("orders").directory(this.directory).group(group).open();
	}

	private void publish(long event) {
		this.producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), event);
	}

	/** Wait for the look that each process takes at the file by itself. */
	private static void stopped(Ring ring) {
		Await.until(ring::isUnusable, () -> "the ring is used");
		ring.producer();
	}

	private void assertStops(String reason) {
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> stopped(this.ring))
			.withMessageContaining(reason);
		assertThat(this.ring.failure()).contains(reason).contains("expected: ");
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(this.ring::snapshot);
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(this.consumer::lag);
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> this.producer.tryClaim(1))
			.withMessageContaining("ring 'orders' can no longer be used")
			.withMessageContaining(reason);
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> this.consumer.poll(new Taken(), 1))
			.withMessageContaining(reason);
	}

}
