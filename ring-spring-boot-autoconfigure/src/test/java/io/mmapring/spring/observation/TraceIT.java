package io.mmapring.spring.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.mmapring.spring.ChildJvm;
import io.mmapring.spring.RingContexts;

import static org.assertj.core.api.Assertions.assertThat;

/** One trace from an HTTP request in one process to a listener in another. */
class TraceIT {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String CLIENT = "b7ad6b7169203331";

	@TempDir
	Path directory;

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	@Test
	void aRequestAndTheListenersOfOtherProcessesAreOneTrace() throws Exception {
		Path file = this.directory.resolve("spans.txt");
		Process listener = listener(file);
		try (ConfigurableApplicationContext shop = shop()) {
			assertThat(post(shop, 7)).isEqualTo("0");
			RingContexts.until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
			SpanData request = span(SpanKind.SERVER);
			SpanData sent = span(SpanKind.PRODUCER);
			assertThat(request.getTraceId()).isEqualTo(TRACE);
			assertThat(request.getParentSpanId()).isEqualTo(CLIENT);
			assertThat(sent.getTraceId()).isEqualTo(TRACE);
			assertThat(sent.getParentSpanId()).isEqualTo(request.getSpanId());
			assertThat(Files.readAllLines(file)).singleElement().satisfies((line) -> {
				String[] received = line.split(" \\| ", -1);
				assertThat(received[0]).isEqualTo("orders receive");
				assertThat(received[1]).isEqualTo(TRACE);
				assertThat(received[3]).isEqualTo(sent.getSpanId());
				System.out.printf("one trace in processes %d and %d:%n  %s%n  %s%n  %s%n",
						ProcessHandle.current().pid(), listener.pid(), TracedListenerMain.line(request),
						TracedListenerMain.line(sent), line);
			});
		}
		finally {
			listener.destroyForcibly().waitFor();
		}
	}

	private SpanData span(SpanKind kind) {
		RingContexts.until(() -> spans(kind).size() == 1);
		return spans(kind).get(0);
	}

	private List<SpanData> spans(SpanKind kind) {
		return this.spans.getFinishedSpanItems().stream().filter((span) -> span.getKind() == kind).toList();
	}

	private static String post(ConfigurableApplicationContext shop, long id) throws Exception {
		URI uri = URI.create("http://localhost:%s/orders?id=%d"
			.formatted(shop.getEnvironment().getProperty("local.server.port"), id));
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("traceparent", "00-%s-%s-01".formatted(TRACE, CLIENT))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	private ConfigurableApplicationContext shop() {
		return new SpringApplicationBuilder(TracedShop.class).bannerMode(Banner.Mode.OFF)
			.properties(TracedShop.PROPERTIES)
			.properties("ring.directory=" + this.directory)
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("spans", SimpleSpanProcessor.create(this.spans)))
			.run();
	}

	private Process listener(Path file) throws IOException {
		return ChildJvm
			.of(List.of("-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"), TracedListenerMain.class,
					this.directory, file)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

}
