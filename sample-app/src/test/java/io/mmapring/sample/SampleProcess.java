package io.mmapring.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;

import io.mmapring.spring.test.process.ForkedRingProcess;
import io.mmapring.spring.test.process.ForkedRingProcessBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process of the packaged sample, or the script that runs it. Closing kills it.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	private static final Pattern ADDRESS = Pattern.compile("health: http://127\\.0\\.0\\.1:(\\d+)/");

	private final HttpClient http = HttpClient.newHttpClient();

	private final ForkedRingProcess process;

	private SampleProcess(ForkedRingProcessBuilder command, Path folder, String... options) {
		// the script's own word comes first
		Stream.of(options).filter((option) -> !option.startsWith("--")).forEach(command::withArguments);
		command.withProperty("server.port", 0)
			.withProperty("ring.directory", folder.resolve("rings"))
			.withProperty("sample.output", folder.resolve("output"));
		Stream.of(options).filter((option) -> option.startsWith("--")).forEach(command::withArguments);
		this.process = command.withEnvironment("JAVA_HOME", System.getProperty("java.home"))
			.withEnvironment("RING_SAMPLE_JAR", jar())
			.withDeadline(DEADLINE)
			.start();
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
		return new SampleProcess(ForkedRingProcess.command(java, "-jar", jar(), "--spring.profiles.active=" + profile),
				folder, options);
	}

	/** Start the script. */
	static SampleProcess script(Path folder, String... options) {
		return new SampleProcess(ForkedRingProcess.command(Path.of("../run-sample")), folder, options);
	}

	String output() {
		return this.process.output();
	}

	List<String> lines() {
		return this.process.lines();
	}

	SampleProcess awaitUp() {
		awaitOutput(ADDRESS);
		return this;
	}

	void awaitOutput(Pattern pattern) {
		await("output " + pattern, () -> pattern.matcher(output()).find());
	}

	void await(String what, Callable<Boolean> condition) {
		this.process.await(what, condition);
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

	void terminate() {
		this.process.terminate();
	}

	void kill() {
		this.process.kill();
	}

	List<ProcessHandle> children() {
		return this.process.handle().descendants().toList();
	}

	long pid() {
		return this.process.pid();
	}

	int awaitExit() {
		return this.process.awaitExit();
	}

	int awaitExit(Duration deadline) {
		return this.process.awaitExit(deadline);
	}

	@Override
	public void close() {
		this.process.close();
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
