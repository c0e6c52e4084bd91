package io.mmapring.spring.test.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a further process of a test is to be.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class ForkedRingProcessBuilder {

	/**
	 * For a JVM that shall be there soon. Several that are process 1 of a namespace would
	 * complain about one file of performance data.
	 */
	private static final List<String> SMALL = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

	/** Or {@code null} for a JVM. */
	private final @Nullable List<String> command;

	private final String main;

	private List<String> jvmOptions = SMALL;

	private final List<String> arguments = new ArrayList<>();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private Duration deadline = Duration.ofSeconds(60);

	private ForkedRingProcessBuilder(@Nullable List<String> command, String main) {
		this.command = command;
		this.main = main;
	}

	static ForkedRingProcessBuilder java(String main) {
		return new ForkedRingProcessBuilder(null, main);
	}

	static ForkedRingProcessBuilder command(Object... command) {
		return new ForkedRingProcessBuilder(texts(command), "");
	}

	private static List<String> texts(Object... values) {
		return List.of(values).stream().map(Object::toString).toList();
	}

	/**
	 * Add arguments behind those that there are.
	 * @param arguments the arguments
	 * @return this
	 */
	public ForkedRingProcessBuilder withArguments(Object... arguments) {
		this.arguments.addAll(texts(arguments));
		return this;
	}

	/**
	 * Add a property as an argument, {@code --name=value}.
	 * @param name its name, such as {@code ring.directory}
	 * @param value its value
	 * @return this
	 */
	public ForkedRingProcessBuilder withProperty(String name, Object value) {
		return withArguments("--" + name + "=" + value);
	}

	/**
	 * Set the options of the JVM, instead of those for a small one that starts soon.
	 * @param options the options
	 * @return this
	 * @throws IllegalStateException if it is not started as a JVM
	 */
	public ForkedRingProcessBuilder withJvmOptions(String... options) {
		if (this.command != null) {
			throw new IllegalStateException(
					"options for a JVM: command=%s (expected: a class)".formatted(this.command));
		}
		this.jvmOptions = List.of(options);
		return this;
	}

	/**
	 * Set a variable of its environment.
	 * @param name its name
	 * @param value its value
	 * @return this
	 */
	public ForkedRingProcessBuilder withEnvironment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Set how long the test waits for it at most, 60 s by default.
	 * @param deadline the time
	 * @return this
	 */
	public ForkedRingProcessBuilder withDeadline(Duration deadline) {
		this.deadline = deadline;
		return this;
	}

	/**
	 * Start it. Does not wait for anything that it does.
	 * @return the process, to be closed
	 */
	public ForkedRingProcess start() {
		ProcessBuilder builder = new ProcessBuilder(commandLine());
		builder.environment().putAll(this.environment);
		return new ForkedRingProcess(builder, this.deadline);
	}

	List<String> commandLine() {
		List<String> line = new ArrayList<>();
		if (this.command != null) {
			line.addAll(this.command);
		}
		else {
			line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			line.addAll(this.jvmOptions);
			line.addAll(List.of("-cp", System.getProperty("java.class.path"), this.main));
		}
		line.addAll(this.arguments);
		return line;
	}

}
