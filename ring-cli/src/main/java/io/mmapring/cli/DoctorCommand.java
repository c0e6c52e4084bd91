package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.doctor.Doctor;
import io.mmapring.cli.doctor.Finding;
import io.mmapring.cli.doctor.Treatment;
import io.mmapring.cli.look.RingPath;
import io.mmapring.cli.report.Durations;
import io.mmapring.cli.report.Report;
import io.mmapring.inspect.ParticipantPresence;

/** Says what is wrong with a ring. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
		description = "Says what is wrong with a ring, why, and what to do.")
final class DoctorCommand extends RingCommand {

	private static final int DETAIL_WIDTH = 8;

	@Parameters(paramLabel = "RING", description = "Name of the ring, or path of its directory or file.")
	String ring = "";

	@Option(names = "--window", paramLabel = "TIME", defaultValue = "3s",
			description = "How long to look: what does not move all the time is said to stand (default: ${DEFAULT-VALUE}).")
	Duration window = Duration.ZERO;

	@Option(names = "--fix",
			description = "Clear away what dead processes have left; the living are not touched. Attaches to the ring for that.")
	boolean fix;

	@Override
	int run(Report report) throws IOException {
		Path file = file(this.ring);
		Treatment treatment = null;
		List<Finding> findings = Doctor.examine(file, this.window);
		if (this.fix && Treatment.mayHelp(findings)) {
			treatment = Treatment.of(file);
			findings = Doctor.examine(file, this.window);
		}
		long problems = findings.stream().filter(Finding::isProblem).count();
		if (report.isJson()) {
			report.json(json(file, findings, treatment));
		}
		else {
			text(report, file, findings, treatment);
		}
		boolean refused = treatment != null && treatment.refused() != null;
		return (problems > 0 || refused) ? ExitCodes.FOUND : ExitCodes.FINE;
	}

	private void text(Report report, Path file, List<Finding> findings, @Nullable Treatment treatment) {
		long problems = findings.stream().filter(Finding::isProblem).count();
		report.line("ring '%s' (%s): %s, looked at for %s".formatted(RingPath.name(file), file,
				(problems == 0) ? "nothing wrong" : (problems == 1) ? "1 problem" : problems + " problems",
				Durations.text(this.window.toMillis())));
		if (this.fix) {
			report.line("");
			report.line("fix: " + ((treatment != null) ? treatment : "nothing that could be cleared away"));
		}
		for (Finding finding : findings) {
			report.line("");
			report.line((finding.isProblem() ? "problem: " : "note: ") + finding.code());
			detail(report, "what:", finding.what());
			detail(report, "why:", finding.why());
			detail(report, "blocks:", String.join(", ", finding.blocks()));
			detail(report, "do:", finding.action());
		}
	}

	private static void detail(Report report, String title, String text) {
		if (!text.isEmpty()) {
			report.line("  " + title + " ".repeat(DETAIL_WIDTH - title.length()) + text);
		}
	}

	private Map<String, Object> json(Path file, List<Finding> findings, @Nullable Treatment treatment) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("ring", RingPath.name(file));
		json.put("file", file.toString());
		json.put("windowMs", this.window.toMillis());
		if (treatment != null) {
			json.put("fixed", treatment.json());
		}
		json.put("findings", findings.stream().map(DoctorCommand::json).toList());
		return json;
	}

	private static Map<String, Object> json(Finding finding) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("code", finding.code());
		json.put("severity", finding.isProblem() ? "problem" : "note");
		json.put("what", finding.what());
		json.put("why", finding.why());
		json.put("blocks", finding.blocks());
		json.put("do", finding.action());
		json.put("group", finding.group());
		ParticipantPresence culprit = finding.culprit();
		json.put("process", (culprit != null) ? Fields.participant(culprit) : null);
		return json;
	}

}
