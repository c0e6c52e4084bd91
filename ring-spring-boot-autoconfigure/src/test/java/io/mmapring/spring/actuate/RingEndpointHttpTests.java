package io.mmapring.spring.actuate;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint as somebody sees it who runs the application. */
class RingEndpointHttpTests {

	private static final String CLERK = "/actuator/ring/orders/clerk";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private final Clerk clerk = new Clerk();

	@AfterEach
	void stop() {
		this.clerk.returns.countDown();
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void itIsNotExposedUnlessAskedFor() {
		start("--management.endpoints.web.exposure.include=health");
		assertThat(HttpLook.send(this.context, "GET", "/actuator/ring", "").statusCode()).isEqualTo(404);
	}

	@Test
	void whenItMayOnlyBeReadItRefusesToChangeAnything() {
		start("--management.endpoints.web.exposure.include=ring");
		assertThat(get("/actuator/ring")).contains("\"orders\":{\"state\":\"open\"", "\"clerk\":\"running\"");
		assertThat(post(CLERK, "{\"operation\":\"pause\"}").statusCode()).isEqualTo(405);
		assertThat(state()).isEqualTo(RingListenerState.RUNNING);
	}

	@Test
	void whenAccessIsNoneItIsNotThere() {
		start("--management.endpoints.web.exposure.include=*", "--management.endpoint.ring.access=none");
		assertThat(HttpLook.send(this.context, "GET", "/actuator/ring", "").statusCode()).isEqualTo(404);
		assertThat(post(CLERK, "{\"operation\":\"pause\"}").statusCode()).isEqualTo(404);
	}

	@Test
	void aHangingListenerIsTheCulpritForAllWhoAsk() {
		unrestricted();
		this.clerk.hangs = true;
		RingContexts.send(this.context.getBean(RingTemplate.class), 64);
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/ring")).contains(
				"\"culprit\":{\"kind\":\"group-stalled\",\"severity\":\"error\"", "\"blocks\":[\"producers\"]",
				"\"group\":\"shop.clerk\""));
		assertThat(get("/actuator/ring/orders")).contains("\"remaining\":0", "\"lag\":64", "\"listener\":\"clerk\"",
				"(kill -9 " + ProcessHandle.current().pid() + ")");
		assertThat(get(CLERK)).contains("\"culprit\":{\"kind\":\"group-stalled\"", "\"state\":\"running\"");
	}

	@Test
	void anOpenClaimIsShownWithItsThread() {
		unrestricted();
		Ring ring = this.context.getBean(ManagedRings.class).ring("orders", "a test").ring().orElseThrow();
		try (Producer producer = ring.producer(); Claim claim = producer.claim(2)) {
			String me = Thread.currentThread().getName();
			RingContexts.untilAsserted(() -> assertThat(get("/actuator/ring/orders")).contains(
					"\"culprit\":{\"kind\":\"producer-stalled\"", "\"blocks\":[\"group 'shop.clerk'\"]",
					"\"openClaims\":[{\"sequence\":" + claim.first()
							+ ",\"slots\":2,\"process\":{\"participant\":1,\"pid\":" + ProcessHandle.current().pid()
							+ ",\"application\":\"shop\"},\"thread\":\"" + me + "\"",
					"\"waitsFor\":{\"sequence\":"));
		}
		RingContexts.untilAsserted(
				() -> assertThat(get("/actuator/ring/orders")).contains("\"openClaims\":[]").doesNotContain("culprit"));
	}

	@Test
	void aListenerIsPausedAndResumed() {
		unrestricted();
		assertThat(done("pause")).contains("listener 'clerk' takes no event after the one it has",
				"\"state\":\"paused\"");
		RingContexts.send(this.context.getBean(RingTemplate.class), 3);
		RingContexts.untilAsserted(() -> assertThat(get(CLERK)).contains("resume listener 'clerk'"));
		assertThat(this.clerk.ids).isEmpty();
		assertThat(done("resume")).contains("takes events again", "\"state\":\"running\"");
		RingContexts.untilAsserted(() -> assertThat(this.clerk.ids).hasSize(3));
	}

	@Test
	void aListenerIsStoppedMovedAndStarted() {
		unrestricted();
		RingContexts.send(this.context.getBean(RingTemplate.class), 3);
		RingContexts.untilAsserted(() -> assertThat(get(CLERK)).contains("\"position\":3"));
		assertThat(done("stop")).contains("was stopped", "\"state\":\"stopped\"");
		RingContexts.send(this.context.getBean(RingTemplate.class), 3);
		assertThat(post(CLERK, "{\"operation\":\"seek\",\"to\":\"5\"}").body())
			.contains("\"done\":\"listener 'clerk' goes on at 5\"");
		assertThat(done("start")).contains("was started");
		RingContexts.untilAsserted(() -> assertThat(this.clerk.ids).containsExactly(0L, 1L, 2L, 2L));
		assertThat(post(CLERK, "{\"operation\":\"seek\",\"to\":\"latest\"}").body()).contains("goes on at 6");
	}

	@Test
	void whatCannotBeDoneSaysWhy() {
		unrestricted();
		assertProblem("/actuator/ring/order/clerk", "pause", 404,
				"ring='order' (expected: one of [orders] of this application)");
		assertProblem("/actuator/ring/orders/clark", "pause", 404,
				"listener='clark' (expected: one of [clerk] of this application)");
		assertThat(HttpLook.send(this.context, "GET", "/actuator/ring/nowhere", "").statusCode()).isEqualTo(404);
		assertProblem(CLERK, "halt", 400,
				"operation='halt' (expected: one of [pause, resume, start, stop, seek, skip])");
		assertThat(post(CLERK, "{}").body()).contains("operation='null' (expected: one of");
		assertProblem(CLERK, "seek", 400, "to='' (expected: earliest, latest or a sequence from 0)");
		assertProblem(CLERK, "skip", 400, "to='' (expected: the sequence of the event that it is at)");
		assertThat(post(CLERK, "{\"operation\":\"seek\",\"to\":\"-1\"}").body())
			.contains("to='-1' (expected: earliest, latest or a sequence from 0)");
		assertThat(post(CLERK, "{\"operation\":\"seek\",\"to\":\"77\"}").statusCode()).isEqualTo(400);
		assertThat(post(CLERK, "{\"operation\":\"skip\",\"to\":\"5\"}").body())
			.contains("cannot skip sequence=5 for listener 'clerk' of ring 'orders': it is not at that event");
		done("stop");
		assertProblem(CLERK, "pause", 400,
				"cannot pause listener 'clerk' of ring 'orders': state=stopped (expected: one of [running, paused])");
	}

	@Test
	void whenTheFileIsGoneOrTheRingIsClosedItSaysSo() throws IOException {
		unrestricted();
		Files.delete(this.directory.resolve("orders/ring.dat"));
		RingContexts.untilAsserted(() -> assertThat(get("/actuator/ring/orders")).contains("\"state\":\"failed\"",
				"\"kind\":\"file-unusable\"", "it was removed"));
		assertThat(get("/actuator/ring")).contains("\"state\":\"failed\"", "it was removed");
		RingContexts.untilAsserted(() -> assertThat(get(CLERK)).contains("\"state\":\"failed\"", "it was removed"));
		this.context.getBean(ManagedRings.class).stop();
		assertThat(get("/actuator/ring/orders")).contains("\"state\":\"closed\"");
		assertThat(get("/actuator/ring")).contains("\"state\":\"closed\"");
	}

	@Test
	void itAnswersWithinMillisecondsWhileTheRingIsFull() {
		unrestricted();
		this.clerk.hangs = true;
		RingContexts.send(this.context.getBean(RingTemplate.class), 64);
		for (int i = 0; i < 50; i++) {
			get("/actuator/ring/orders");
		}
		long startNs = System.nanoTime();
		for (int i = 0; i < 50; i++) {
			get("/actuator/ring/orders");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(5));
	}

	private void assertProblem(String path, String operation, int status, String problem) {
		HttpResponse<String> answer = post(path, "{\"operation\":\"" + operation + "\"}");
		assertThat(answer.body()).contains(problem);
		assertThat(answer.statusCode()).isEqualTo(status);
	}

	private RingListenerState state() {
		return this.context.getBean(RingListenerRegistry.class).get("clerk").state();
	}

	private String done(String operation) {
		HttpResponse<String> answer = post(CLERK, "{\"operation\":\"" + operation + "\"}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> post(String path, String body) {
		return HttpLook.send(this.context, "POST", path, body);
	}

	private String get(String path) {
		return HttpLook.get(this.context, path);
	}

	private void unrestricted() {
		start("--management.endpoints.web.exposure.include=ring", "--management.endpoint.ring.access=unrestricted");
	}

	private void start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("theClerk", this.clerk));
		this.context = application.run(Stream.concat(
				Stream.of("--server.port=0", "--spring.application.name=shop", "--ring.directory=" + this.directory,
						"--ring.rings.orders.slots=64", "--ring.rings.orders.slot-size=64B",
						"--ring.health.stall-timeout=500ms", "--ring.health.blocked-producer-timeout=500ms"),
				Stream.of(arguments))
			.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listening listening(Clerk clerk) {
			return new Listening(clerk);
		}

	}

	static class Listening {

		private final Clerk clerk;

		Listening(Clerk clerk) {
			this.clerk = clerk;
		}

		@RingListener(ring = "orders", id = "clerk")
		void on(OrderPlaced order) throws Exception {
			this.clerk.on(order);
		}

	}

	static class Clerk {

		final CountDownLatch returns = new CountDownLatch(1);

		final List<Long> ids = new CopyOnWriteArrayList<>();

		volatile boolean hangs;

		void on(OrderPlaced order) throws Exception {
			if (this.hangs) {
				this.returns.await();
			}
			this.ids.add(order.id());
		}

	}

}
