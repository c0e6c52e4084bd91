package io.mmapring.spring.producer;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Ring;
import io.mmapring.event.RingEvent;
import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;
import io.mmapring.spring.rings.ManagedRings;

import static org.assertj.core.api.Assertions.assertThat;

/** Producers in code that is generated ahead of time. */
class ProducersAheadTests {

	@TempDir
	Path directory;

	@Test
	void interfacesAndEventTypesNeedOnlyBeVisibleInTheirPackage() {
		runner().withUserConfiguration(Imported.class).withBean(Clerk.class).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME);
			context.getBean(Notes.class).noted(new Note(1));
			context.getBean(Clerk.class).notes.send(new Note(2));
			context.getBean(Clerk.class).bytes.send(new byte[] { 3 });
			assertThat(published(context.getBean(ManagedRings.class))).isEqualTo(3);
		});
	}

	@Test
	void aFactoryThatTheApplicationMakesIsLeftToIt() {
		runner().withUserConfiguration(Own.class).run((context) -> {
			context.getBean(Notes.class).noted(new Note(1));
			assertThat(published(context.getBean(ManagedRings.class))).isOne();
		});
	}

	@Test
	void whatIsPrivateIsRefusedWithTheReason() {
		runner().withUserConfiguration(Private.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("@RingProducer %s: %1$s is private (expected: visible in its package, for code that is "
					.formatted(Hidden.class.getName()) + "generated ahead of time)"));
		runner().withBean(Secretive.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("@RingProducer(\"notes\") ")
				.hasMessageContaining(Secret.class.getName() + " is private (expected: visible in its package"));
	}

	private static long published(ManagedRings rings) {
		Ring ring = rings.ring("notes", "a test").ring().orElseThrow();
		return ring.snapshot().tail();
	}

	private ApplicationContextRunner runner() {
		return RingContexts.aheadOfTime(this.directory)
			.withPropertyValues("ring.rings.notes.groups=readers", "ring.rings.notes.on-full=fail");
	}

	/**
	 * A note.
	 *
	 * @param number of it
	 */
	@RingEvent
	record Note(long number) {
	}

	/** Takes notes. */
	@RingProducer("notes")
	interface Notes {

		void noted(Note note);

	}

	/** Sends by senders. */
	static class Clerk {

		private final RingSender<Note> notes;

		private final RingSender<byte[]> bytes;

		Clerk(@RingProducer("notes") RingSender<Note> notes, @RingProducer("notes") RingSender<byte[]> bytes) {
			this.notes = notes;
			this.bytes = bytes;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Notes.class)
	static class Imported {

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		RingProducerFactoryBean<Notes> notes() {
			return new RingProducerFactoryBean<>(Notes.class);
		}

	}

	/**
	 * A note that nobody else sees.
	 *
	 * @param number of it
	 */
	@RingEvent
	private record Secret(long number) {
	}

	/** Nobody else sees it. */
	private interface Hidden extends Notes {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Hidden.class)
	static class Private {

	}

	/** Wants to send what nobody else sees. */
	static class Secretive {

		Secretive(@RingProducer("notes") RingSender<Secret> secrets) {
			secrets.send(new Secret(1));
		}

	}

}
