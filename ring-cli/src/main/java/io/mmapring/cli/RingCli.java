package io.mmapring.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.mmapring.cli.report.Durations;
import io.mmapring.cli.report.Report;

/**
 * The command line: looks at rings from outside, with or without a living process.
 */
@Command(name = "ring", versionProvider = RingVersion.class, mixinStandardHelpOptions = true,
		description = "Looks at rings: who lags, who hangs, who died, and what to do.",
		subcommands = { LsCommand.class, StatCommand.class, GroupsCommand.class, DumpCommand.class, TailCommand.class,
				DoctorCommand.class, RmCommand.class, HelpCommand.class },
		footer = { "", "Nothing is written to a ring, and no process is disturbed, but by doctor --fix and rm.",
				"Exit codes: 0 all is well, 1 something was found or refused, 2 wrong usage or nothing to look at." })
public final class RingCli implements Runnable {

	/** Referenced from here, or the level would be forgotten with the logger. */
	private static final Logger LOGGER = Logger.getLogger("io.mmapring");

	private RingCli() {
	}

	/**
	 * Run one command and end the JVM with its exit code.
	 * @param args command and options
	 */
	public static void main(String[] args) {
		// what the library would log is what the commands say
		LOGGER.setLevel(Level.OFF);
		CommandLine commandLine = commandLine();
		commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
		commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
		System.exit(commandLine.execute(args));
	}

	/** The commands, for whoever runs them in a JVM of its own. */
	static CommandLine commandLine() {
		CommandLine commandLine = new CommandLine(new RingCli());
		commandLine.registerConverter(Duration.class, new DurationConverter());
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		commandLine.setExecutionExceptionHandler((ex, command, parsed) -> {
			command.getErr().println("ring: " + Report.printable(ex.toString()));
			return ExitCodes.UNUSABLE;
		});
		return commandLine;
	}

	@Override
	public void run() {
		throw new CommandLine.ParameterException(commandLine(), "Missing command; see: ring --help");
	}

	/** Reads times. */
	private static final class DurationConverter implements ITypeConverter<Duration> {

		@Override
		public Duration convert(String value) {
			try {
				return Durations.parse(value);
			}
			catch (IllegalArgumentException ex) {
				throw new TypeConversionException(ex.getMessage());
			}
		}

	}

}
