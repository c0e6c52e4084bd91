package io.mmapring.recipe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.EventType;
import io.mmapring.recipe.Accounts.Payment;
import io.mmapring.spring.test.process.ForkedRingProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that books payments in a database is killed again and again while payments
 * come in. Position and effect commit together: each payment is booked exactly once.
 */
class ExactlyOnceIT {

	private static final int ACCOUNTS = 10;

	private static final int SLOTS = 1024;

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	@TempDir
	Path folder;

	private final long seed = System.nanoTime();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final long[] cents = new long[ACCOUNTS];

	private final AtomicBoolean paying = new AtomicBoolean(true);

	@BeforeEach
	void createAccounts() {
		database().sql("create table naive_account (id int primary key, cents bigint not null)").update();
		for (int i = 0; i < ACCOUNTS; i++) {
			database().sql("insert into account values (?, 0)").param(i).update();
			database().sql("insert into naive_account values (?, 0)").param(i).update();
		}
	}

	@Test
	void whateverIsKilledEachPaymentIsBookedOnce() throws Exception {
		book(8);
	}

	@Test
	@Tag("nightly")
	void hundredKillsChangeNothing() throws Exception {
		book(100);
	}

	private void book(int kills) throws Exception {
		RecordCodec<Payment> codec = RecordCodec.of(Payment.class);
		EventType<Payment> type = new EventType<>(1, codec);
		try (Ring ring = Ring.builder("payments")
			.directory(this.folder.resolve("rings"))
			.slots(SLOTS)
			.group("booking")
			.group("naive")
			.open()) {
			ring.register(1, codec);
			Thread payer = new Thread(() -> pay(ring, type), "payer");
			payer.start();
			for (int i = 0; i < kills; i++) {
				try (ForkedRingProcess killed = start()) {
					// more than one batch, and not at its end
					long progress = position(ring, "booking") + 500 + this.random.nextInt(500);
					killed.await("position " + progress, () -> position(ring, "booking") >= progress);
				}
			}
			this.paying.set(false);
			try (ForkedRingProcess last = start()) {
				payer.join(DEADLINE.toMillis());
				long tail = ring.snapshot().tail();
				last.await("all booked", () -> position(ring, "booking") == tail && position(ring, "naive") == tail);
				last.terminate();
				last.awaitExit();
			}
		}
		List<Long> booked = sums("account");
		List<Long> naive = sums("naive_account");
		System.out.printf("exactly once: %d kills, %d payments of %d cents booked; without the recipe %d cents%n",
				kills, position(), sum(booked), sum(naive));
		assertThat(booked).as("seed %d", this.seed).containsExactly(boxed());
		assertThat(sum(naive)).as("the kills had events come again").isGreaterThan(sum(booked));
	}

	/** One after the other, until it is told that no more kills are to come. */
	private void pay(Ring ring, EventType<Payment> type) {
		SplittableRandom amounts = new SplittableRandom(this.seed + 1);
		try (Producer producer = ring.producer()) {
			while (this.paying.get()) {
				int account = amounts.nextInt(ACCOUNTS);
				long amount = amounts.nextLong(1, 10_000);
				if (producer.tryPublish(type, new Payment(account, amount)) >= 0) {
					this.cents[account] += amount;
				}
				else {
					Thread.onSpinWait();
				}
			}
		}
	}

	private ForkedRingProcess start() {
		return ForkedRingProcess.java(Accounts.class)
			.withProperty("spring.config.name", "accounts")
			.withProperty("spring.main.web-application-type", "none")
			.withProperty("ring.directory", this.folder.resolve("rings"))
			.withProperty("spring.datasource.url", url())
			.withProperty("spring.datasource.username", "sa")
			.withDeadline(DEADLINE)
			.start();
	}

	private static long position(Ring ring, String group) {
		return ring.snapshot().group(group).orElseThrow().position();
	}

	/**
	 * Durable when it commits, as the recipe asks for: by default H2 is half a second
	 * late.
	 */
	private String url() {
		return "jdbc:h2:file:" + this.folder.resolve("accounts") + ";WRITE_DELAY=0;FILE_LOCK=FS";
	}

	private JdbcClient database() {
		JdbcDataSource source = new JdbcDataSource();
		source.setUrl(url());
		source.setUser("sa");
		new ResourceDatabasePopulator(new ClassPathResource("recipe/schema.sql")).execute(source);
		return JdbcClient.create(source);
	}

	private List<Long> sums(String table) {
		return database().sql("select cents from " + table + " order by id").query(Long.class).list();
	}

	private long position() {
		return database().sql("select max(sequence) + 1 from ring_position").query(Long.class).single();
	}

	private static long sum(List<Long> values) {
		return values.stream().mapToLong(Long::longValue).sum();
	}

	private Long[] boxed() {
		return Arrays.stream(this.cents).boxed().toArray(Long[]::new);
	}

}
