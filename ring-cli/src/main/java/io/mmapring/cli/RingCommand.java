package io.mmapring.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.mmapring.cli.look.RingPath;
import io.mmapring.cli.report.Report;
import io.mmapring.error.RingException;

/**
 * What all commands have in common: how they are asked for JSON, where rings lie, and
 * that they always answer.
 */
abstract class RingCommand implements Callable<Integer> {

	/** What HotSpot says, whatever the version, when mapped memory is not there. */
	private static final String FAULT = "unsafe memory access";

	@Spec
	@Nullable CommandSpec spec;

	@Option(names = "--json", description = "Say it in JSON.")
	boolean json;

	@Option(names = { "-d", "--directory" }, paramLabel = "DIR",
			description = "Where rings lie (default: ring-<user> in /dev/shm, or in the directory for temporary files).")
	@Nullable Path directory;

	@Override
	public final Integer call() {
		CommandLine commandLine = commandLine();
		Report report = new Report(commandLine.getOut(), this.json);
		try {
			return run(report);
		}
		catch (RingException | IllegalArgumentException | UncheckedIOException | IOException ex) {
			return refuse(report, String.valueOf(ex.getMessage()));
		}
		catch (InternalError ex) {
			if (!String.valueOf(ex.getMessage()).contains(FAULT)) {
				throw ex;
			}
			return refuse(report, "the file was cut while it was looked at: look again");
		}
	}

	/**
	 * Do it.
	 * @param report where to say what was found
	 * @return the exit code
	 * @throws IOException if files cannot be looked at
	 */
	abstract int run(Report report) throws IOException;

	/** Say why nothing was done. */
	final int refuse(Report report, String reason) {
		if (report.isJson()) {
			Map<String, Object> error = new LinkedHashMap<>();
			error.put("error", reason);
			report.json(error);
		}
		else {
			commandLine().getErr().println("ring: " + Report.printable(reason));
			commandLine().getErr().flush();
		}
		return ExitCodes.UNUSABLE;
	}

	/** The file of a ring that the user named. */
	final Path file(String ring) {
		return RingPath.of(ring, this.directory);
	}

	private CommandLine commandLine() {
		CommandSpec spec = this.spec;
		if (spec == null) {
			throw new IllegalStateException("command=not parsed (expected: made by picocli)");
		}
		return spec.commandLine();
	}

}
