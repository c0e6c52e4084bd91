package io.mmapring.spring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes JVMs that run a class of the tests, and complain where the tests do. */
public final class ChildJvm {

	private ChildJvm() {
	}

	/**
	 * Prepare one of this Java and with this class path.
	 * @param options options of the JVM
	 * @param main the class to run
	 * @param arguments its arguments, as text
	 */
	public static ProcessBuilder of(List<String> options, Class<?> main, Object... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		Stream.of(arguments).map(String::valueOf).forEach(command::add);
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

}
