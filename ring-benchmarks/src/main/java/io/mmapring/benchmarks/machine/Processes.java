package io.mmapring.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Further processes, and the files that they share. */
public final class Processes {

	private Processes() {
	}

	/**
	 * Make a directory, in memory if there is any.
	 * @return the directory
	 * @throws IOException if that fails
	 */
	public static Path directory() throws IOException {
		Path memory = Path.of("/dev/shm");
		return Files.isWritable(memory) ? Files.createTempDirectory(memory, "ring-benchmark")
				: Files.createTempDirectory("ring-benchmark");
	}

	/**
	 * How to start another JVM with these classes.
	 * @param main its main class
	 * @param options its options
	 * @param arguments its arguments
	 * @return the command
	 */
	public static List<String> java(String main, List<String> options, String... arguments) {
		return java(System.getProperty("java.class.path"), main, options, arguments);
	}

	/**
	 * How to start another JVM with some classes.
	 * @param classPath where they are
	 * @param main its main class
	 * @param options its options
	 * @param arguments its arguments
	 * @return the command
	 */
	public static List<String> java(String classPath, String main, List<String> options, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main));
		command.addAll(List.of(arguments));
		return command;
	}

	/**
	 * Delete a directory and all that is in it.
	 * @param directory the directory
	 * @throws IOException if that fails
	 */
	public static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
				Files.delete(file);
			}
		}
	}

}
