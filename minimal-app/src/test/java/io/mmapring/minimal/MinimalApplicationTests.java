package io.mmapring.minimal;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.AotDetector;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** With the starter alone on the class path, events are sent and taken. */
@ExtendWith(OutputCaptureExtension.class)
class MinimalApplicationTests {

	@Test
	void ticksAreTaken(@TempDir Path folder, CapturedOutput output) {
		MinimalApplication.main(new String[] { "--ring.directory=" + folder });
		assertThat(output).contains("ticks: 10000, sum 49995000");
		assertThat(output.getOut().contains("Starting AOT-processed")).isEqualTo(AotDetector.useGeneratedArtifacts());
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.Health",
			"org.springframework.web.context.WebApplicationContext", "org.springframework.messaging.Message",
			"io.micrometer.core.instrument.MeterRegistry", "tools.jackson.databind.ObjectMapper" })
	void nothingElseIsThere(String type) {
		assertThat(ClassUtils.isPresent(type, null)).isFalse();
	}

}
