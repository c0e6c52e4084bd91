package io.mmapring.spring.test.shop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.test.RecordRing;
import io.mmapring.spring.test.RingRecorder;
import io.mmapring.spring.test.RingTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test whose context was made ahead of time. The build runs it, and all other tests of
 * the shop once more, with {@code spring.aot.enabled=true}; it fails without.
 */
@RingTest
@MockitoBean(types = Limits.class)
@Tag("ahead-of-time")
class AheadOfTimeTests {

	@Value("${ring.directory}")
	private Path directory;

	@RecordRing("notes")
	private RingRecorder<Note> notes;

	@Test
	void theContextIsMadeByGeneratedCode(@Autowired ApplicationContext context) {
		assertThat(AotDetector.useGeneratedArtifacts()).as("spring.aot.enabled").isTrue();
		assertThat(context.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME)).isFalse();
	}

	@Test
	void theFolderIsNewWhenTheTestRuns() throws IOException {
		long startMs = ManagementFactory.getRuntimeMXBean().getStartTime();
		assertThat(this.directory.toString()).contains("ring-test-");
		assertThat(Files.getLastModifiedTime(this.directory.resolveSibling("lock")).toMillis())
			.isGreaterThanOrEqualTo(startMs);
	}

	@Test
	void aRecorderMayHaveAnEventTypeThatNobodyElseSees(@Autowired RingTemplate template) {
		template.send("notes", new Note(7));
		assertThat(this.notes).received(new Note(7));
	}

	/**
	 * An event of this test.
	 *
	 * @param number of it
	 */
	@RingEvent
	private record Note(long number) {
	}

}
