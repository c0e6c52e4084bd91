package io.mmapring.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;

/** A process that claims and publishes as it is told. */
public final class ProducerMain {

	static final long UNFINISHED = -1;

	private final Producer producer;

	private @Nullable Claim claim;

	private int filled;

	private ProducerMain(Producer producer) {
		this.producer = producer;
	}

	public static void main(String[] args) throws IOException {
		ProducerOptions options = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2));
		Ring ring = Ring.builder("dead").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
		System.out.println("ready");
		ProducerMain main = new ProducerMain(ring.awaitProducer(options));
		System.out.println("producing");
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			String[] words = line.split(" ", -1);
			System.out.println(switch (words[0]) {
				case "claim" -> main.claim(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
				case "publish" -> main.publish(Long.parseLong(words[1]));
				case "events" -> main.events(Long.parseLong(words[1]), Long.parseLong(words[2]));
				case "drop" -> drop(ring.path().resolveSibling("p-%03d.lock".formatted(Integer.parseInt(words[1]))));
				default -> "what is " + line + "?";
			});
		}
	}

	/** As any tool does that opens and closes the file in this process. */
	private static String drop(Path lockFile) throws IOException {
		Files.readAllBytes(lockFile);
		return "dropped";
	}

	private String claim(int slots, int filled) {
		this.claim = this.producer.claim(slots);
		for (this.filled = 0; this.filled < filled; this.filled++) {
			this.claim.next(1, Long.BYTES).putLong(0, UNFINISHED);
		}
		return "claimed " + this.claim.first();
	}

	private String publish(long value) {
		for (; this.filled < this.claim.count(); this.filled++) {
			this.claim.next(1, Long.BYTES).putLong(0, value);
		}
		return "published " + this.claim.publish();
	}

	private String events(long from, long count) {
		for (long value = from; value < from + count; value++) {
			this.producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, source), value);
		}
		return "published " + count;
	}

}
