package io.mmapring.wait;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.Logs;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

import static org.assertj.core.api.Assertions.assertThat;

/** How participants wake each other, without a ring. */
class DoorbellTests {

	private static final int ME = 2;

	private static final int OTHER = 70;

	private static final int EVENTS_AND_POSITIONS = 3;

	private static final long FOR_EVER_NS = TimeUnit.MINUTES.toNanos(1);

	@TempDir
	Path directory;

	private final RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(2 * 4096));

	@Test
	void whoRingsWakesWhoListensInAnotherParticipant() throws Exception {
		Doorbell here = doorbell(ME);
		Doorbell there = doorbell(OTHER);
		Waiter waiter = there.consumer(() -> false, () -> {
		});
		FutureTask<Boolean> listening = blocked(there, waiter, Awaited.EVENTS);
		here.bell(Awaited.EVENTS).ring();
		assertThat(listening.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.memory.longPlain(RingLayout.WAITING)).isZero();
		assertThat(there.isArmed(Awaited.EVENTS)).isFalse();
		here.close();
		there.close();
	}

	@Test
	void whoListensWakesTheOthersOfItsParticipant() throws Exception {
		Doorbell here = doorbell(ME);
		Doorbell there = doorbell(OTHER);
		Waiter first = there.consumer(() -> false, () -> {
		});
		Waiter second = there.consumer(() -> false, () -> {
		});
		Waiter behind = there.consumer(() -> true, () -> {
		});
		FutureTask<Long> behindWaits = run(behind);
		FutureTask<Long> firstWaits = run(first);
		FutureTask<Long> secondWaits = run(second);
		await(() -> this.memory.longAcquire(RingLayout.WAITING) != 0
				&& this.memory.longAcquire(RingLayout.POSITION_WAITING) != 0 && first.awaits(1) && second.awaits(1));
		here.bell(Awaited.EVENTS).ring();
		assertThat(firstWaits.get(30, TimeUnit.SECONDS)).isPositive();
		assertThat(secondWaits.get(30, TimeUnit.SECONDS)).isPositive();
		assertThat(behindWaits.isDone()).isFalse();
		here.bell(Awaited.POSITIONS).ring();
		assertThat(behindWaits.get(30, TimeUnit.SECONDS)).isPositive();
		here.close();
		there.close();
	}

	@Test
	void whenTheReceiverDoesNotReadNobodyWaitsForIt() throws Exception {
		try (ServerSocketChannel stopped = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			stopped.bind(UnixDomainSocketAddress.of(Doorbell.file(this.directory, OTHER)));
			Doorbell here = doorbell(ME);
			Doorbell there = doorbell(OTHER);
			// more than any buffer holds
			for (int i = 0; i < 300_000; i++) {
				there.arm(Awaited.EVENTS);
				here.bell(Awaited.EVENTS).ring();
			}
			assertThat(there.isArmed(Awaited.EVENTS)).isFalse();
			try (Logs logs = new Logs()) {
				here.look((participant) -> true);
				assertThat(logs.with("doorbell")).isEmpty();
			}
			here.close();
		}
	}

	@Test
	void whenTheSocketWasRemovedItIsSaidOnceAndMadeAnew() throws Exception {
		try (Logs logs = new Logs()) {
			Doorbell here = doorbell(ME);
			Doorbell there = doorbell(OTHER);
			Waiter waiter = there.consumer(() -> false, () -> {
			});
			Path socket = Doorbell.file(this.directory, OTHER);
			Files.delete(socket);
			Files.createFile(socket);
			there.arm(Awaited.EVENTS);
			here.bell(Awaited.EVENTS).ring();
			here.look((participant) -> true);
			here.look((participant) -> true);
			assertThat(logs.with("expected: one that participant 70 listens at")).hasSize(1)
				.allMatch((line) -> line.startsWith("WARNING ring 'orders': doorbell=" + socket));
			there.look((participant) -> true);
			there.look((participant) -> true);
			assertThat(logs.with("it was removed or replaced, and is made anew")).hasSize(1);
			FutureTask<Boolean> listening = blocked(there, waiter, Awaited.EVENTS);
			// the next try comes a tenth of a second after the failure
			Await.until(() -> {
				there.arm(Awaited.EVENTS);
				here.bell(Awaited.EVENTS).ring();
				return listening.isDone();
			}, () -> "not woken");
			here.close();
			there.close();
		}
	}

	@Test
	void whenAParticipantIsSweptNothingOfItsDoorbellIsLeft() throws IOException {
		Doorbell there = doorbell(OTHER);
		there.consumer(() -> false, () -> {
		});
		there.arm(Awaited.EVENTS);
		there.arm(Awaited.POSITIONS);
		there.close();
		doorbell(ME).arm(Awaited.EVENTS);
		Doorbell.sweep(this.directory, this.memory, OTHER);
		assertThat(there.isArmed(Awaited.EVENTS)).isFalse();
		assertThat(there.isArmed(Awaited.POSITIONS)).isFalse();
		assertThat(doorbell(ME).isArmed(Awaited.EVENTS)).isTrue();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whatTheDeadHaveLeftUnderTheNameIsReplaced() throws Exception {
		Path socket = Doorbell.file(this.directory, OTHER);
		try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			dead.bind(UnixDomainSocketAddress.of(socket));
		}
		assertThat(socket).exists();
		whoRingsWakesWhoListensInAnotherParticipant();
	}

	@Test
	void theSocketHasThePermissionsOfTheRingsFiles() throws IOException {
		Doorbell there = doorbell(OTHER);
		there.consumer(() -> false, () -> {
		});
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Doorbell.file(this.directory, OTHER))))
			.isEqualTo("rw-------");
		there.close();
	}

	@Test
	void whenThePathIsTooLongThisIsSaidAndWhoBlocksLooksAgain() throws Exception {
		Path deep = Files.createDirectories(this.directory.resolve("d".repeat(60)).resolve("e".repeat(60)));
		try (Logs logs = new Logs()) {
			Doorbell there = new Doorbell("orders", deep, this.memory, OTHER);
			Waiter waiter = there.consumer(() -> false, () -> {
			});
			assertThat(logs.with("other processes cannot wake who blocks here: it looks again every 10 ms"))
				.singleElement()
				.asString()
				.startsWith("WARNING ring 'orders': doorbell=" + deep)
				.contains("(expected: a socket, with a path below 108 bytes)");
			there.arm(Awaited.EVENTS);
			assertThat(idle(waiter)).isPositive();
			there.close();
			assertThat(deep).isEmptyDirectory();
		}
	}

	@Test
	void whenDoorbellsAreOpenedAndClosedNoDescriptorIsLeft() throws Exception {
		whoRingsWakesWhoListensInAnotherParticipant();
		int before = descriptors();
		for (int i = 0; i < 1000; i++) {
			Doorbell here = doorbell(ME);
			Doorbell there = doorbell(OTHER);
			Waiter waiter = there.consumer(() -> false, () -> {
			});
			there.arm(Awaited.EVENTS);
			here.bell(Awaited.EVENTS).ring();
			assertThat(there.listen(waiter, FOR_EVER_NS)).isTrue();
			waiter.close();
			here.close();
			there.close();
		}
		assertThat(descriptors()).isLessThanOrEqualTo(before + 10);
	}

	private static int descriptors() {
		return Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length;
	}

	/** A thread that listens for a minute if nobody rings. */
	private FutureTask<Boolean> blocked(Doorbell doorbell, Waiter waiter, Awaited what) {
		doorbell.arm(what);
		FutureTask<Boolean> task = new FutureTask<>(() -> doorbell.listen(waiter, FOR_EVER_NS));
		new Thread(task, "listener").start();
		return task;
	}

	/** A thread that waits until somebody has rung for it. */
	private FutureTask<Long> run(Waiter waiter) {
		FutureTask<Long> task = new FutureTask<>(() -> {
			long calls = 0;
			boolean armed = false;
			while (!armed || waiter.awaits(EVENTS_AND_POSITIONS)) {
				waiter.idle();
				armed |= waiter.awaits(EVENTS_AND_POSITIONS);
				calls++;
			}
			return calls;
		});
		new Thread(task, "waiter").start();
		return task;
	}

	private static long idle(Waiter waiter) {
		long startNs = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			waiter.idle();
		}
		return System.nanoTime() - startNs;
	}

	private static void await(BooleanSupplier condition) {
		Await.until(condition, () -> "nobody waits");
	}

	private Doorbell doorbell(int participant) {
		return new Doorbell("orders", this.directory, this.memory, participant);
	}

}
