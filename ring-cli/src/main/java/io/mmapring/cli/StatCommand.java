package io.mmapring.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.look.LagAges;
import io.mmapring.cli.report.Durations;
import io.mmapring.cli.report.Report;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.inspect.RingSnapshot;

/** Shows what happens in a ring. */
@Command(name = "stat", mixinStandardHelpOptions = true,
		description = "Shows live, a line for each interval: what is published, what is taken, who lags and for how long.")
final class StatCommand extends RingCommand {

	private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

	@Parameters(paramLabel = "RING", description = "Name of the ring, or path of its directory or file.")
	String ring = "";

	@Option(names = "--interval", paramLabel = "TIME", defaultValue = "1s",
			description = "Time between two lines (default: ${DEFAULT-VALUE}).")
	Duration interval = Duration.ZERO;

	@Option(names = "--count", paramLabel = "N", description = "How many lines to show (default: until Ctrl-C).")
	long count = Long.MAX_VALUE;

	private final LagAges ages = new LagAges();

	@Override
	int run(Report report) {
		if (this.interval.isZero()) {
			throw new IllegalArgumentException("--interval=0 (expected: more)");
		}
		RingFileInspector inspector = RingFileInspector.open(file(this.ring));
		RingSnapshot before = inspector.snapshot();
		long beforeNs = System.nanoTime();
		this.ages.look(before.tail(), beforeNs);
		for (long line = 0; line < this.count && !report.isClosed(); line++) {
			long nowNs = await(beforeNs + this.interval.toNanos());
			RingSnapshot now = inspector.snapshot();
			this.ages.look(now.tail(), nowNs);
			show(report, before, now, nowNs - beforeNs, nowNs);
			before = now;
			beforeNs = nowNs;
		}
		return ExitCodes.FINE;
	}

	private static long await(long deadlineNs) {
		long nowNs = System.nanoTime();
		while (nowNs < deadlineNs) {
			LockSupport.parkNanos(deadlineNs - nowNs);
			nowNs = System.nanoTime();
		}
		return nowNs;
	}

	private void show(Report report, RingSnapshot before, RingSnapshot now, long tookNs, long nowNs) {
		String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
		if (report.isJson()) {
			report.jsonLine(json(time, before, now, tookNs, nowNs));
			return;
		}
		StringBuilder line = new StringBuilder();
		line.append(time).append("  published ").append(rate(before.tail(), now.tail(), tookNs)).append("/s");
		line.append("  remaining ").append(now.remaining()).append('/').append(now.slots());
		for (GroupSnapshot group : now.groups()) {
			line.append("  | ").append(group.name()).append(' ').append(rate(before, group, tookNs)).append("/s");
			line.append("  lag ").append(group.lag());
			if (group.lag() > 0) {
				line.append("  age ").append(this.ages.isAtLeast(group.position()) ? ">" : "");
				line.append(Durations.text(ageMs(group, nowNs)));
			}
			line.append(group.isEvicted() ? "  evicted" : "");
			line.append((group.waitsFor() != null) ? "  waits for a claim of process " + claimer(group) : "");
		}
		report.line(line.toString());
	}

	private static long claimer(GroupSnapshot group) {
		return (group.waitsFor() != null) ? group.waitsFor().owner().pid() : 0;
	}

	private long ageMs(GroupSnapshot group, long nowNs) {
		return (group.lag() > 0) ? TimeUnit.NANOSECONDS.toMillis(this.ages.ageNs(group.position(), nowNs)) : 0;
	}

	private static long rate(RingSnapshot before, GroupSnapshot group, long tookNs) {
		return before.group(group.name()).map((then) -> rate(then.position(), group.position(), tookNs)).orElse(0L);
	}

	private static long rate(long before, long now, long tookNs) {
		return Math.round((double) (now - before) * SECOND_NS / tookNs);
	}

	private Map<String, Object> json(String time, RingSnapshot before, RingSnapshot now, long tookNs, long nowNs) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("time", time);
		json.put("ring", now.name());
		json.put("tail", now.tail());
		json.put("publishedPerSecond", rate(before.tail(), now.tail(), tookNs));
		json.put("remaining", now.remaining());
		json.put("slots", now.slots());
		List<Map<String, Object>> groups = new ArrayList<>();
		for (GroupSnapshot group : now.groups()) {
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("group", group.name());
			fields.put("state", group.state());
			fields.put("takenPerSecond", rate(before, group, tookNs));
			fields.put("position", group.position());
			fields.put("lag", group.lag());
			fields.put("ageMs", ageMs(group, nowNs));
			fields.put("ageAtLeast", group.lag() > 0 && this.ages.isAtLeast(group.position()));
			fields.put("waitsForPid", (group.waitsFor() != null) ? claimer(group) : null);
			groups.add(fields);
		}
		json.put("groups", groups);
		return json;
	}

}
