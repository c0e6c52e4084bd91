package io.mmapring.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.machine.Limit;
import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.benchmarks.report.Result;
import io.mmapring.benchmarks.scenario.Contender;

/**
 * One run of a scenario, in JVMs of its own, so that nothing that another one has taught
 * the compiler counts.
 */
final class Trial {

	/** How often it is run when others take the cores, or these move. */
	private static final int TRIES = 3;

	private final Contender.OfJava contender;

	private final boolean threads;

	private final long windowMs;

	private final int producers;

	Trial(Contender.OfJava contender, boolean threads, long windowMs) {
		this.contender = contender;
		this.threads = contender.betweenThreads(threads);
		this.windowMs = windowMs;
		this.producers = contender.scenario().get().producers();
	}

	/**
	 * Run until others have left the cores alone before and these have stayed where they
	 * are, or it was tried often enough.
	 * @param contender who runs
	 * @param threads whether all are between threads
	 * @param windowMs milliseconds of the warm-up, and of the run
	 */
	static Result untilCalm(Contender contender, boolean threads, long windowMs)
			throws IOException, InterruptedException {
		Result result = run(contender, threads, windowMs, null);
		for (int i = 1; i < TRIES && !result.calm().isCalm(); i++) {
			result = run(contender, threads, windowMs, null);
		}
		return result;
	}

	/**
	 * Run once.
	 * @param contender who runs
	 * @param threads whether all are between threads
	 * @param windowMs milliseconds of the warm-up, and of the run
	 * @param limit the program in C
	 */
	static Result run(Contender contender, boolean threads, long windowMs, @Nullable Limit limit)
			throws IOException, InterruptedException {
		Calm calm = Calm.await();
		Result result;
		if (contender instanceof Contender.OfJava java) {
			result = new Trial(java, threads, windowMs).run(calm);
		}
		else {
			Contender.OfC program = (Contender.OfC) contender;
			long[] measured = Objects.requireNonNull(limit).run(program.mode(), windowMs, "events");
			result = new Result(measured[0] * 1e9 / measured[1], 0, 0, Double.NaN, calm);
		}
		return result.with(calm.andAfter());
	}

	/** Show how far all is. */
	static void say(String number, Contender contender, Result result) {
		System.out.printf(Locale.ROOT, "%s %-24s %6.1f M events/s, round trip %d ns, others %d %%%n", number,
				contender.key(), result.rate() / 1e6, result.calm().roundTripNs(), result.calm().othersPercent());
	}

	private Result run(Calm calm) throws IOException {
		Path directory = Processes.directory();
		List<Side> sides = new ArrayList<>();
		try {
			Side consumer = start(directory, this.threads ? Worker.ALL : Worker.CONSUMER);
			sides.add(consumer);
			for (int i = 0; i < this.producers && !this.threads; i++) {
				sides.add(start(directory, Integer.toString(i)));
			}
			for (Side side : sides) {
				side.open();
			}
			return result(consumer, this.threads ? sides : sides.subList(1, sides.size()), calm);
		}
		finally {
			sides.forEach(Side::close);
			Processes.delete(directory);
		}
	}

	private Side start(Path directory, String role) throws IOException {
		return new Side(this.contender, directory, this.windowMs, role);
	}

	private Result result(Side consumer, List<Side> producers, Calm calm) throws IOException {
		String[] measured = consumer.answer("measured");
		for (Side producer : producers) {
			producer.say(Worker.STOP);
		}
		long[] sent = new long[this.producers];
		double counted = 0;
		double bytes = 0;
		for (int i = 0; i < sent.length; i++) {
			String[] produced = producers.get(Math.min(i, producers.size() - 1)).answer("produced");
			sent[Integer.parseInt(produced[1])] = Long.parseLong(produced[2]);
			counted += Double.parseDouble(produced[3]);
			bytes += Double.parseDouble(produced[4]);
		}
		consumer.say(String.join(" ", Arrays.stream(sent).mapToObj(Long::toString).toList()));
		consumer.answer("checked");
		for (Side producer : producers) {
			if (producer != consumer) {
				producer.say("0");
			}
		}
		double events = Double.parseDouble(measured[1]);
		return new Result(events * 1e9 / Long.parseLong(measured[2]), bytes / counted,
				Double.parseDouble(measured[3]) / events, events / Math.max(1, Long.parseLong(measured[4])), calm);
	}

}
