package io.mmapring.spring.listener;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingTemplate;

/**
 * An application that starts, sends some events, and stops. Takes the rings' folder, with
 * the numbers of the events behind a {@code #}; returns what was taken.
 */
public final class ReloadedApplication implements Function<String, String> {

	@Override
	public String apply(String where) {
		URI uri = URI.create(where);
		List<String> events = List.of(StringUtils.split(uri.getFragment(), "-"));
		Journal journal;
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.application.name=shop",
					"ring.directory=" + Path.of(URI.create(where.substring(0, where.indexOf('#')))))
			.run()) {
			journal = context.getBean(Journal.class);
			for (int i = Integer.parseInt(events.get(0)); i < Integer.parseInt(events.get(1)); i++) {
				context.getBean(RingTemplate.class).send("orders", new Order(i));
			}
		}
		return "taken " + journal.ids;
	}

	/**
	 * An event.
	 *
	 * @param id its number
	 */
	@RingEvent
	public record Order(long id) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Journal journal() {
			return new Journal();
		}

	}

	static class Journal {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "journal")
		void on(Order order) {
			this.ids.add(order.id());
		}

	}

}
