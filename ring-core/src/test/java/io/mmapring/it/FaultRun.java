package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.error.RingOwnedException;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.it.EventLog.Entry;
import io.mmapring.it.FaultCase.Form;
import io.mmapring.it.FaultPoint.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One case: a process is brought to the point and killed there, or stopped for a while.
 */
final class FaultRun implements AutoCloseable {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration STOPPED = Duration.ofMillis(200);

	private final Path directory;

	private final FaultCase fault;

	private final Role role;

	private final FaultSurvivors survivors;

	private final FaultProcesses processes;

	private final ChildJvm victim;

	/** Who died before the victim, if it comes behind another one. */
	private final List<ChildJvm> before = new ArrayList<>();

	FaultRun(Path directory, FaultCase fault, FaultProcesses processes) throws IOException {
		this.directory = directory;
		this.fault = fault;
		this.role = fault.point().role;
		this.survivors = new FaultSurvivors(directory, this.role);
		this.processes = processes;
		this.victim = processes.next();
	}

	/** Bring the victim to the point, where it is held. */
	void toThePoint() throws Exception {
		if (this.role != Role.CREATE) {
			this.survivors.open();
		}
		if (this.role.isSecond()) {
			// nobody but the victim shall find the dead one
			this.survivors.close();
		}
		if (this.role == Role.SWEEP || this.role == Role.CLEAN) {
			killOneBefore();
		}
		prepare(this.victim, this.fault);
		if (this.role == Role.NAME) {
			this.survivors.claimOne();
		}
		if (this.role == Role.CONSUME) {
			Form form = this.fault.form();
			this.survivors.publishUpTo(form.before + form.slots);
			long filled = Math.min(form.before + form.slots, FaultCase.SLOTS);
			pumpUntil(() -> this.survivors.published() >= filled);
		}
		this.victim.say("go");
		if (this.role == Role.REPAIR) {
			killOneBefore();
		}
		boolean take = this.role != Role.WAIT;
		Await.until(SOON, () -> {
			if (take) {
				pump();
			}
			return !this.victim.unread().isEmpty();
		}, this::picture);
		assertThat(this.victim.line()).isEqualTo("at " + this.fault);
	}

	private void prepare(ChildJvm child, FaultCase what) {
		child.say(this.directory.toString());
		child.say(what.point() + " " + what.form());
		boolean take = what.point().role != Role.WAIT;
		Await.until(SOON, () -> {
			if (take) {
				pump();
			}
			return !child.unread().isEmpty();
		}, this::picture);
		assertThat(child.line()).isEqualTo("prepared");
	}

	private void killOneBefore() throws IOException {
		FaultCase first = (this.role == Role.CLEAN) ? new FaultCase(FaultPoint.AFTER_JOINING, Form.FIRST)
				: new FaultCase(FaultPoint.AFTER_TAIL, this.fault.form());
		ChildJvm child = this.processes.next();
		this.before.add(child);
		prepare(child, first);
		child.say("go");
		assertThat(child.line()).isEqualTo("at " + first);
		child.kill();
	}

	/**
	 * Kill the victim where it is.
	 * @return what came of it
	 */
	Outcome kill() throws Exception {
		long killedNs = System.nanoTime();
		this.victim.kill();
		this.survivors.goOn();
		long tookNs = System.nanoTime() - killedNs;
		return outcome(tookNs, eventsBefore() + publishedIfKilled());
	}

	/**
	 * Stop the victim where it is for a while, and let it go on.
	 * @return what came of it
	 */
	Outcome stop() throws Exception {
		ChildJvm.signal("STOP", this.victim.pid());
		long stoppedNs = System.nanoTime();
		while (System.nanoTime() - stoppedNs < STOPPED.toNanos()) {
			pump();
			assertNotRobbed();
		}
		if (this.role == Role.CONSUME) {
			assertThatExceptionOfType(RingOwnedException.class)
				.isThrownBy(() -> this.survivors.ring().consumer(FaultSurvivors.FIRST))
				.withMessageContaining("process " + this.victim.pid());
		}
		ChildJvm.signal("CONT", this.victim.pid());
		this.victim.say("go on");
		this.victim.say("stop");
		pumpUntil(() -> this.victim.unread().contains("done"));
		assertThat(this.victim.exit()).isZero();
		this.survivors.goOn();
		Outcome outcome = outcome(0, eventsBefore() + publishedIfStopped());
		assertThat(outcome.cameAgain()).as("came again of one that was only stopped").isZero();
		return outcome;
	}

	private void assertNotRobbed() {
		if (this.survivors.isOpen()) {
			RingSnapshot now = this.survivors.ring().snapshot();
			assertThat(now.repaired()).isZero();
			assertThat(now.participants()).noneMatch((participant) -> participant.state().equals("DEAD"));
		}
	}

	/** What the victim has published before; what it takes is not its own. */
	private long eventsBefore() {
		return (this.role == Role.CONSUME || this.role == Role.OVERWRITE) ? 0 : this.fault.form().before;
	}

	private long publishedIfKilled() {
		if (this.role == Role.WAIT) {
			return FaultCase.SLOTS;
		}
		return this.fault.point().isPublished() ? this.fault.form().events : 0;
	}

	private long publishedIfStopped() {
		return switch (this.role) {
			case PRODUCE, PRODUCE_ALONE -> this.fault.form().events;
			case NAME -> 1;
			case WAIT -> FaultCase.SLOTS + FaultMain.WAITED_FOR;
			default -> 0;
		};
	}

	private Outcome outcome(long tookNs, long victims) throws IOException {
		List<Entry> once = new ArrayList<>();
		int again = (this.role == Role.OVERWRITE) ? 0 : join(once);
		if (this.role == Role.OVERWRITE) {
			once.addAll(this.survivors.second);
		}
		else {
			assertThat(once).as("what the first group took, and the second").isEqualTo(this.survivors.second);
		}
		for (int i = 1; i < once.size(); i++) {
			assertThat(once.get(i).sequence()).isGreaterThan(once.get(i - 1).sequence());
		}
		List<Long> ours = values(once, FaultSurvivors.VALUES);
		List<Long> theirs = values(once, FaultMain.VALUES);
		if (this.role == Role.OVERWRITE) {
			// what is left of them, without a gap
			assertThat(ours).isEqualTo(range(ours.get(0), this.survivors.published()));
			assertThat(theirs)
				.isEqualTo(theirs.isEmpty() ? theirs : range(theirs.get(0), theirs.get(0) + theirs.size()));
			return new Outcome(tookNs, again, 0, 0);
		}
		Outcome outcome = new Outcome(tookNs, again,
				missing(ours, this.survivors.published()) + missing(theirs, victims),
				theirs.stream().filter((value) -> value >= victims).count());
		assertThat(ours).as("events of the survivor: %s", outcome).isEqualTo(range(0, this.survivors.published()));
		assertThat(theirs).as("events of the victim: %s", outcome).isEqualTo(range(0, victims));
		return outcome;
	}

	/** What the victim took and then the survivor, of which some may come again. */
	private int join(List<Entry> once) throws IOException {
		Path log = this.directory.resolve(FaultSurvivors.VICTIMS_LOG);
		List<Entry> first = Files.exists(log) ? EventLog.read(log) : List.of();
		List<Entry> next = this.survivors.first;
		once.addAll(first);
		int again = 0;
		while (!first.isEmpty() && again < next.size()
				&& next.get(again).sequence() <= first.get(first.size() - 1).sequence()) {
			again++;
		}
		assertThat(again).as("came again").isLessThanOrEqualTo(this.fault.storesEach() ? 1 : FaultCase.SLOTS);
		assertThat(next.subList(0, again)).isEqualTo(first.subList(first.size() - again, first.size()));
		once.addAll(next.subList(again, next.size()));
		return again;
	}

	private static List<Long> values(List<Entry> entries, long base) {
		return entries.stream()
			.map(Entry::value)
			.filter((value) -> value >>> 32 == base >>> 32)
			.map((value) -> value - base)
			.toList();
	}

	private static List<Long> range(long from, long to) {
		return LongStream.range(from, to).boxed().toList();
	}

	private static long missing(List<Long> values, long count) {
		Set<Long> there = new HashSet<>(values);
		return LongStream.range(0, count).filter((value) -> !there.contains(value)).count();
	}

	private void pumpUntil(BooleanSupplier condition) {
		Await.until(SOON, () -> {
			pump();
			return condition.getAsBoolean();
		}, this::picture);
	}

	private void pump() {
		try {
			if (this.survivors.isOpen()) {
				this.survivors.pump();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String picture() {
		return this.fault + ", victim said " + this.victim.unread()
				+ (this.survivors.isOpen() ? ", " + this.survivors.ring().snapshot() : "");
	}

	@Override
	public void close() {
		Stream.concat(this.before.stream(), Stream.of(this.victim)).forEach(ChildJvm::close);
		this.survivors.close();
	}

	/**
	 * What came of a case.
	 *
	 * @param tookNs until three more laps had passed
	 * @param cameAgain events that came again
	 * @param lost events that were published and did not come
	 * @param unpublished events that came and were not published
	 */
	record Outcome(long tookNs, int cameAgain, long lost, long unpublished) {
	}

}
