package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Logs;
import io.mmapring.ParticipantLost;
import io.mmapring.ParticipantLostListener;
import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

/** Who says that a process has died, and how often. */
class ParticipantLostIT {

	private static final int SLOTS = 64;

	private static final List<String> GROUPS = List.of("risk", "journal", "audit");

	@TempDir
	Path directory;

	private final List<ParticipantLost> lost = Collections.synchronizedList(new ArrayList<>());

	@Test
	void whenSeveralRepairOneOfThemSaysSoOnceWithTheSum() throws Exception {
		List<Ring> survivors = Stream.generate(() -> open(this.lost::add)).limit(GROUPS.size()).toList();
		try (Logs logs = new Logs(); ChildJvm victim = producer()) {
			long pid = victim.pid();
			List<CompletableFuture<Void>> running = new ArrayList<>();
			for (int i = 0; i < GROUPS.size(); i++) {
				running.add(run(survivors.get(i).consumer(GROUPS.get(i))));
			}
			assertThat(victim.ask("claim 40 9")).isEqualTo("claimed 0");
			victim.kill();
			Ring any = survivors.get(0);
			Await.until(() -> !this.lost.isEmpty(), any::snapshot);
			ParticipantLost only = this.lost.get(0);
			assertThat(only.ring()).isEqualTo("dead");
			assertThat(only.participant().pid()).isEqualTo(pid);
			assertThat(only.participant().application()).isEqualTo("java");
			assertThat(only.repairedSlots()).isEqualTo(40);
			assertThat(any.snapshot().repaired()).isEqualTo(40);
			assertThat(any.snapshot().participants()).noneMatch((participant) -> participant.pid() == pid);
			assertThat(logs.with("has died")).singleElement()
				.asString()
				.startsWith("WARNING ring 'dead': process " + pid + " (application 'java', participant ")
				.endsWith(" has died; slots=40 that it had claimed and not published were given up");
			survivors.forEach(Ring::close);
			running.forEach(CompletableFuture::join);
			assertThat(this.lost).hasSize(1);
		}
	}

	@Test
	void whenNobodyIsLeftTheNextOneToOpenTheRingSaysSo() throws Exception {
		ChildJvm victim;
		try (Ring ring = open((lost) -> {
		})) {
			victim = producer();
			assertThat(victim.ask("claim 3 3")).isEqualTo("claimed 0");
			assertThat(ring.snapshot().participants()).hasSize(2);
		}
		victim.kill();
		try (Logs logs = new Logs(); Ring ring = open(this::fail)) {
			assertThat(this.lost).singleElement().extracting(ParticipantLost::repairedSlots).isEqualTo(3L);
			assertThat(logs.with("has died")).hasSize(1);
			assertThat(logs.with("WARNING ring 'dead': a listener failed on being told of ParticipantLost["))
				.hasSize(1);
			assertThat(ring.snapshot().participants()).hasSize(1);
		}
	}

	private void fail(ParticipantLost lost) {
		this.lost.add(lost);
		throw new IllegalStateException("a listener of a user");
	}

	private ChildJvm producer() throws IOException {
		ChildJvm child = ChildJvm.start(ProducerMain.class, this.directory);
		assertThat(child.line()).isEqualTo("ready");
		assertThat(child.line()).isEqualTo("producing");
		return child;
	}

	private Ring open(ParticipantLostListener listener) {
		return Ring.builder("dead")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(64)
			.group("risk")
			.group("journal")
			.group("audit")
			.onParticipantLost(listener)
			.open();
	}

	private static CompletableFuture<Void> run(Consumer consumer) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				consumer.run((event, sequence, endOfBatch) -> {
				});
				done.complete(null);
			}
			catch (Exception ex) {
				done.completeExceptionally(ex);
			}
		}, "consumer");
		thread.setDaemon(true);
		thread.start();
		return done;
	}

}
