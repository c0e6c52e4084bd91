package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

/**
 * Cuts the files of many rings under listeners that spin, and says what became of them.
 */
public final class CutRingsMain {

	private static final int EVENTS = 10_000;

	private CutRingsMain() {
	}

	public static void main(String[] args) throws IOException {
		Path directory = Path.of(args[0]);
		int rings = Integer.parseInt(args[1]);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.application.name=shop", "logging.level.root=off", "ring.directory=" + directory,
					"ring.listener.wait-strategy=busy-spin")
			.run()) {
			RingListenerRegistry registry = context.getBean(RingListenerRegistry.class);
			for (int i = 0; i < rings; i++) {
				registry.register(
						RingListenerSpec.each("ring-" + i, "listener-" + i, OrderPlaced.class, (order, metadata) -> {
						}));
			}
			RingTemplate template = context.getBean(RingTemplate.class);
			send(template, registry.all(), EVENTS);
			List<RingListenerContainer> cut = registry.all().stream().limit(rings / 2).toList();
			List<RingListenerContainer> whole = registry.all().stream().skip(rings / 2).toList();
			for (RingListenerContainer listener : cut) {
				cut(directory.resolve(listener.ring()).resolve("ring.dat"));
			}
			RingContexts.until(() -> cut.stream().allMatch((listener) -> listener.state() == RingListenerState.FAILED));
			send(template, whole, 2 * EVENTS);
			cut.forEach((listener) -> System.out.println("cut " + listener.lastError()));
			whole.forEach((listener) -> System.out.println("whole " + listener.state()));
		}
	}

	private static void send(RingTemplate template, Collection<RingListenerContainer> listeners, int upTo) {
		for (RingListenerContainer listener : listeners) {
			for (long i = listener.delivered(); i < upTo; i++) {
				template.send(listener.ring(), OrderPlaced.of(i));
			}
		}
		RingContexts.until(() -> listeners.stream().allMatch((listener) -> listener.delivered() == upTo));
	}

	private static void cut(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
