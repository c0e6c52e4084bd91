package io.mmapring.spring.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that is stopped while requests still publish. */
class DrainBehindHttpTests {

	private static final int REQUESTS = 4;

	private static final int EVENTS = 40;

	@TempDir
	Path directory;

	@Test
	void whatRequestsInFlightPublishIsTakenBeforeTheEnd() throws Exception {
		ConfigurableApplicationContext context = SpringApplication.run(Application.class, "--server.port=0",
				"--spring.application.name=shop", "--ring.directory=" + this.directory, "--ring.rings.orders.slots=64",
				"--server.shutdown=graceful", "--spring.lifecycle.timeout-per-shutdown-phase=60s");
		Shop shop = context.getBean(Shop.class);
		Journal journal = context.getBean(Journal.class);
		List<Integer> status = new ArrayList<>();
		List<Thread> clients = new ArrayList<>();
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		for (int i = 0; i < REQUESTS; i++) {
			int first = i * EVENTS;
			Thread client = new Thread(() -> {
				int answer = post("http://localhost:" + port + "/orders?first=" + first);
				synchronized (status) {
					status.add(answer);
				}
			}, "client-" + i);
			client.start();
			clients.add(client);
		}
		RingContexts.until(() -> shop.accepted.stream().map((id) -> id / EVENTS).distinct().count() == REQUESTS);
		context.close();
		for (Thread client : clients) {
			client.join();
		}
		assertThat(status).hasSize(REQUESTS).containsOnly(200);
		assertThat(shop.accepted).hasSize(REQUESTS * EVENTS);
		assertThat(journal.taken).containsExactlyInAnyOrderElementsOf(shop.accepted);
	}

	private static int post(String url) {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()).build(),
						HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Shop shop(RingTemplate template) {
			return new Shop(template);
		}

		@Bean
		Journal journal() {
			return new Journal();
		}

	}

	@RestController
	static class Shop {

		final Queue<Long> accepted = new ConcurrentLinkedQueue<>();

		private final RingTemplate template;

		Shop(RingTemplate template) {
			this.template = template;
		}

		@PostMapping("/orders")
		void take(@RequestParam("first") long first) {
			for (long id = first; id < first + EVENTS; id++) {
				this.template.send("orders", OrderPlaced.of(id));
				this.accepted.add(id);
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			}
		}

	}

	static class Journal {

		final Queue<Long> taken = new ConcurrentLinkedQueue<>();

		@RingListener(ring = "orders", id = "journal")
		void on(OrderPlaced order) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
			this.taken.add(order.id());
		}

	}

}
