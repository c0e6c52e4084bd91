package io.mmapring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process of the packaged sample, or the script that runs it. Closing kills it.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	private static final Pattern ADDRESS = Pattern.compile("health: http://127\\.0\\.0\\.1:(\\d+)/");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final Path output;

	private SampleProcess(List<String> command, Path folder, List<String> options) {
		List<String> whole = new ArrayList<>(command);
		// the script's own word comes first
		options.stream().filter((option) -> !option.startsWith("--")).forEach(whole::add);
		whole.addAll(List.of("--server.port=0", "--ring.directory=" + folder.resolve("rings"),
				"--sample.output=" + folder.resolve("output")));
		options.stream().filter((option) -> option.startsWith("--")).forEach(whole::add);
		try {
			this.output = Files.createTempFile(folder, "output", ".txt");
			ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true)
				.redirectOutput(this.output.toFile());
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("RING_SAMPLE_JAR", jar());
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String jar() {
		return System.getProperty("sample.jar");
	}

	/**
	 * Start one side of the replay.
	 * @param profile {@code consumer} or {@code producer}
	 * @param folder folder of rings and output
	 * @param options further properties
	 * @return the process
	 */
	static SampleProcess jvm(String profile, Path folder, String... options) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new SampleProcess(List.of(java, "-jar", jar(), "--spring.profiles.active=" + profile), folder,
				List.of(options));
	}

	/** Start the script. */
	static SampleProcess script(Path folder, String... options) {
		return new SampleProcess(List.of(Path.of("../run-sample").toString()), folder, List.of(options));
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> lines() {
		return output().lines().toList();
	}

	SampleProcess awaitUp() {
		awaitOutput(ADDRESS);
		return this;
	}

	void awaitOutput(Pattern pattern) {
		await("output " + pattern, () -> pattern.matcher(output()).find());
	}

	void await(String what, Condition condition) {
		Awaitility.await(what)
			.atMost(DEADLINE)
			.pollInterval(Duration.ofMillis(50))
			.failFast(() -> assertThat(this.process.isAlive()).as(this::output).isTrue())
			.until(condition::isTrue);
	}

	Answer get(String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(path)).GET());
	}

	Answer post(String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()));
	}

	private Answer send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = this.http.send(request.timeout(DEADLINE).build(),
				HttpResponse.BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body());
	}

	private URI uri(String path) {
		awaitUp();
		Matcher matcher = ADDRESS.matcher(output());
		assertThat(matcher.find()).isTrue();
		return URI.create("http://127.0.0.1:" + matcher.group(1) + path);
	}

	/** SIGTERM. */
	void terminate() {
		this.process.destroy();
	}

	/** SIGKILL. */
	void kill() {
		this.process.destroyForcibly();
	}

	List<ProcessHandle> children() {
		return this.process.descendants().toList();
	}

	int awaitExit() throws InterruptedException {
		return awaitExit(DEADLINE);
	}

	int awaitExit(Duration deadline) throws InterruptedException {
		assertThat(this.process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
		return this.process.exitValue();
	}

	@Override
	public void close() {
		children().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/** What is waited for. */
	interface Condition {

		boolean isTrue() throws Exception;

	}

	/**
	 * An answer over HTTP.
	 *
	 * @param status its status
	 * @param body its body
	 */
	record Answer(int status, String body) {

		Object at(String jsonPath) {
			return JsonPath.read(this.body, jsonPath);
		}

		double number(String jsonPath) {
			return ((Number) at(jsonPath)).doubleValue();
		}

	}

}
