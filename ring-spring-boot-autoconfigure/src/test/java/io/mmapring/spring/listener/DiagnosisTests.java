package io.mmapring.spring.listener;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said to be wrong with a ring, as one of its applications sees it. */
class DiagnosisTests {

	@TempDir
	Path directory;

	@Test
	void whenAListenerHangsItIsTheCulpritOfAFullRing() {
		CountDownLatch returns = new CountDownLatch(1);
		runner().withBean(Clerk.class, () -> new Clerk((order) -> returns.await())).run((context) -> {
			assertThat(diagnosis(context).findings()).isEmpty();
			RingContexts.send(context.getBean(RingTemplate.class), 64);
			RingContexts.untilAsserted(() -> assertThat(diagnosis(context).culprit()).hasValueSatisfying((culprit) -> {
				assertThat(culprit.kind()).isEqualTo(Kind.GROUP_STALLED);
				assertThat(culprit.severity()).isEqualTo(Severity.ERROR);
				assertThat(culprit.group()).isEqualTo("shop.clerk");
				assertThat(culprit.blocks()).containsExactly("producers");
				assertThat(culprit.problem()).endsWith("that process runs");
			}));
			returns.countDown();
			RingContexts.untilAsserted(() -> assertThat(diagnosis(context).findings()).isEmpty());
		});
	}

	@Test
	void whenAListenerIsPausedThatIsSaidAndNobodyNeedDoAnythingUntilItBlocks() {
		runner().withBean(Clerk.class, () -> new Clerk((order) -> {
		})).run((context) -> {
			context.getBean(RingListenerRegistry.class).pause("clerk");
			RingContexts.send(context.getBean(RingTemplate.class), 8);
			RingContexts
				.untilAsserted(() -> assertThat(diagnosis(context).findings()).singleElement().satisfies((finding) -> {
					assertThat(finding.kind()).isEqualTo(Kind.GROUP_STALLED);
					assertThat(finding.severity()).isEqualTo(Severity.NOTE);
					assertThat(finding.problem()).endsWith("listener 'clerk' of this application is paused");
					assertThat(finding.remedy()).isEqualTo("resume listener 'clerk'");
				}));
			RingContexts.send(context.getBean(RingTemplate.class), 56);
			RingContexts.untilAsserted(() -> assertThat(diagnosis(context).worst()).isEqualTo(Severity.ERROR));
		});
	}

	@Test
	void whenAListenerHasFailedItsErrorIsSaid() {
		runner().withPropertyValues("ring.listener.error.policy=stop")
			.withBean(Clerk.class, () -> new Clerk((order) -> {
				throw new IllegalStateException("no paper");
			}))
			.run((context) -> {
				RingContexts.send(context.getBean(RingTemplate.class), 1);
				RingContexts.until(() -> context.getBean(RingListenerRegistry.class)
					.get("clerk")
					.state() == RingListenerState.FAILED);
				RingContexts.untilAsserted(
						() -> assertThat(diagnosis(context).findings()).singleElement().satisfies((finding) -> {
							assertThat(finding.kind()).isEqualTo(Kind.GROUP_WITHOUT_CONSUMER);
							assertThat(finding.severity()).isEqualTo(Severity.WARNING);
							assertThat(finding.problem()).endsWith(
									"listener 'clerk' of this application is failed: java.lang.IllegalStateException: no paper");
							assertThat(finding.remedy()).isEqualTo("start listener 'clerk' again");
						}));
			});
	}

	@Test
	void whenTheFileIsGoneThatIsSaidAndNothingOfARingThatIsClosed() {
		runner().run((context) -> {
			Files.delete(this.directory.resolve("orders/ring.dat"));
			assertThat(diagnosis(context).findings()).extracting(RingFinding::kind).containsExactly(Kind.FILE_UNUSABLE);
			assertThat(diagnosis(context).findings().get(0).problem()).contains("it was removed");
			context.getBean(ManagedRings.class).stop();
			assertThat(context.getBean(RingWatch.class).diagnosis(ring(context))).isEmpty();
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory)
			.withPropertyValues("ring.health.stall-timeout=300ms", "ring.health.blocked-producer-timeout=300ms");
	}

	private static RingDiagnosis diagnosis(ApplicationContext context) {
		return context.getBean(RingWatch.class).diagnosis(ring(context)).orElseThrow();
	}

	private static ManagedRing ring(ApplicationContext context) {
		return context.getBean(ManagedRings.class).ring("orders", "a test");
	}

	interface Work {

		void on(OrderPlaced order) throws Exception;

	}

	static class Clerk {

		private final Work work;

		Clerk(Work work) {
			this.work = work;
		}

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) throws Exception {
			this.work.on(order);
		}

	}

}
