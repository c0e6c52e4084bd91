package io.mmapring.spring.observation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.spring.RingListener;
import io.mmapring.spring.shop.OrderPlaced;

/** A process with a listener that writes down its spans. */
public final class TracedListenerMain {

	private TracedListenerMain() {
	}

	public static void main(String[] args) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(TracedShop.PROPERTIES)
			.properties("logging.level.root=warn", "ring.directory=" + args[0], "test.spans=" + args[1])
			.run();
		System.out.println("listening");
	}

	/** A span as a line: name, trace, id of the span, id of its parent. */
	static String line(SpanData span) {
		return String.join(" | ", span.getName(), span.getTraceId(), span.getSpanId(), span.getParentSpanId());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SpanProcessor spans(@Value("${test.spans}") Path spans) {
			return SimpleSpanProcessor.create(new Lines(spans));
		}

		@RingListener(ring = "orders", id = "risk")
		void on(OrderPlaced order) {
			if (order.id() < 0) {
				throw new IllegalArgumentException(order.toString());
			}
		}

	}

	/** Writes spans to a file. */
	private record Lines(Path file) implements SpanExporter {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			try {
				List<String> lines = spans.stream().map(TracedListenerMain::line).toList();
				Files.write(this.file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
				return CompletableResultCode.ofSuccess();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
