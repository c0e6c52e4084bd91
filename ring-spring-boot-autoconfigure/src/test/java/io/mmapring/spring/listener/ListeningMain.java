package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mmapring.spring.RingListener;

/** A process with one listener, which writes down each event before it is done. */
public final class ListeningMain {

	private ListeningMain() {
	}

	public static void main(String[] args) throws IOException {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.application.name=shop", "logging.level.root=warn", "ring.directory=" + args[0],
					"test.journal=" + args[1], "ring.rings.orders.slots=4096", "ring.rings.orders.slot-size=64B",
					"ring.listeners.work.mode=" + args[2], "ring.listeners.work.concurrency=" + args[3],
					"ring.listeners.work.shards=" + args[4])
			.run();
		System.out.println("listening");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Work work(@Value("${test.journal}") Path journal) throws IOException {
			return new Work(journal);
		}

	}

	static class Work {

		private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

		private final FileChannel journal;

		Work(Path journal) throws IOException {
			this.journal = FileChannel.open(journal, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
					StandardOpenOption.APPEND);
		}

		@RingListener(ring = "orders", id = "work")
		void on(SharedEvent event) throws IOException {
			ByteBuffer line = ByteBuffer.allocate(JournalLine.BYTES);
			line.putLong(event.id()).putLong(event.key()).putLong(System.nanoTime()).flip();
			synchronized (this) {
				this.journal.write(line);
			}
			LockSupport.parkNanos(PAUSE_NS);
		}

	}

}
