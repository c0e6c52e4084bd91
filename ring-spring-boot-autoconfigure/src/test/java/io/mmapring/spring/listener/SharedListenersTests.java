package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;
import io.mmapring.inspect.ShardSnapshot;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.rings.ManagedRings;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners whose load several threads and processes share. */
class SharedListenersTests {

	private static final int KEYS = 10;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "", "symbol", "id % 10", "symbol.length() + id" })
	void eachEventIsTakenOnce(String shardBy) {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.withPropertyValues("ring.listeners.work.shard-by=" + shardBy)
			.run((context) -> {
				RingListenerContainer container = container(context);
				awaitShares(context, List.of(5, 5, 6));
				send(context, 0, 500);
				Work work = context.getBean(Work.class);
				RingContexts.until(() -> container.delivered() == 500);
				assertThat(work.taken.stream().map(Taken::id).sorted())
					.isEqualTo(LongStream.range(0, 500).boxed().toList());
				assertThat(work.taken).extracting(Taken::thread)
					.containsOnly("work-0", "work-1", "work-2")
					.contains("work-0", "work-1", "work-2");
			});
	}

	@Test
	void eventsOfOneKeyKeepTheirOrderAndTheirThread() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			awaitShares(context, List.of(5, 5, 6));
			send(context, 0, 1000);
			Work work = context.getBean(Work.class);
			RingContexts.until(() -> work.taken.size() == 1000);
			Map<Long, String> threads = new HashMap<>();
			Map<Long, Long> last = new HashMap<>();
			for (Taken taken : work.taken) {
				long key = taken.id % KEYS;
				assertThat(threads.computeIfAbsent(key, (missing) -> taken.thread)).isEqualTo(taken.thread);
			}
			IntStream.range(0, 3)
				.forEach((thread) -> work.taken.stream()
					.filter((taken) -> taken.thread.equals("work-" + thread))
					.forEach((taken) -> {
						Long before = last.put(taken.id % KEYS, taken.id);
						assertThat(before == null || before < taken.id).isTrue();
					}));
			assertThat(last).hasSize(KEYS);
		});
	}

	@Test
	void twoApplicationsShareAGroupAndAgainWhenOneLeaves() {
		RingContexts.in(this.directory).withBean(Work.class).run((first) -> {
			Work here = first.getBean(Work.class);
			Work[] other = new Work[1];
			RingContexts.in(this.directory).withBean(Work.class).run((second) -> {
				awaitShares(first, List.of(2, 2, 3, 3, 3, 3));
				other[0] = second.getBean(Work.class);
				send(first, 0, 500);
				RingContexts.until(() -> here.taken.size() + other[0].taken.size() == 500);
				assertThat(here.taken).isNotEmpty();
				assertThat(other[0].taken).isNotEmpty();
				send(first, 500, 550);
			});
			// what the other one did not take while it stopped is taken here
			awaitShares(first, List.of(5, 5, 6));
			RingContexts.until(() -> here.taken.size() + other[0].taken.size() == 550);
			assertThat(container(first).delivered()).isEqualTo(here.taken.size());
		});
	}

	@Test
	void whileMembersComeAndGoNothingIsLostAndNothingTwice() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			RingListenerContainer container = container(context);
			Work work = context.getBean(Work.class);
			long counted = 0;
			for (int round = 0; round < 5; round++) {
				send(context, round * 50, (round + 1) * 50);
				container.stop();
				assertThat(container.state()).isEqualTo(RingListenerState.STOPPED);
				assertThat(container.delivered()).isGreaterThanOrEqualTo(counted);
				counted = container.delivered();
				container.start();
			}
			RingContexts.until(() -> container.delivered() == 250);
			assertThat(work.taken.stream().map(Taken::id).sorted())
				.isEqualTo(LongStream.range(0, 250).boxed().toList());
		});
	}

	@Test
	void whenOneThreadFailsAllStopAndTheEventComesAgain() {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.withPropertyValues("ring.listener.error.policy=stop")
			.run((context) -> {
				RingListenerContainer container = container(context);
				Work work = context.getBean(Work.class);
				work.failing = 7;
				send(context, 0, 40);
				RingContexts.until(() -> container.state() == RingListenerState.FAILED);
				assertThat(container.errors()).isEqualTo(1);
				assertThat(container.lastError()).isNotNull()
					.satisfies((error) -> assertThat(error.exception()).contains("no 7"));
				work.failing = -1;
				container.start();
				RingContexts.until(() -> container.delivered() == 40);
				assertThat(work.taken.stream().map(Taken::id).sorted())
					.isEqualTo(LongStream.range(0, 40).boxed().toList());
			});
	}

	@Test
	void aThreadThatHangsIsFoundBehindOthersThatGoOn() {
		RingContexts.in(this.directory).withBean(Work.class).run((context) -> {
			awaitShares(context, List.of(5, 5, 6));
			Work work = context.getBean(Work.class);
			work.hanging = 0;
			send(context, 0, 1);
			RingContexts.until(() -> work.hangs);
			RingWatch watch = context.getBean(RingWatch.class);
			RingListenerContainer container = container(context);
			for (int i = 1; i < 50; i++) {
				send(context, i, i + 1);
				watch.sample();
			}
			RingContexts.until(() -> container.withoutProgress().toMillis() > 300);
			work.go.countDown();
			RingContexts.until(() -> container.delivered() == 50);
			watch.sample();
			assertThat(container.withoutProgress().toMillis()).isLessThan(300);
		});
	}

	@Test
	void whenThereAreAsManyMembersAsShardsTheNextOneIsRefused() {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.withPropertyValues("ring.listeners.work.shards=4")
			.run((first) -> RingContexts.in(this.directory)
				.withBean(Work.class)
				.withPropertyValues("ring.listeners.work.shards=4")
				.run((second) -> assertThat(second).getFailure()
					.rootCause()
					.isInstanceOf(RingOwnedException.class)
					.hasMessageContaining("4 living members, as many as it has shards")));
	}

	@Test
	void theNumberOfShardsMustBeThatOfTheOthers() {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.run((first) -> RingContexts.in(this.directory)
				.withBean(Work.class)
				.withPropertyValues("ring.listeners.work.shards=8")
				.run((second) -> assertThat(second).getFailure()
					.rootCause()
					.isInstanceOf(GroupMismatchException.class)
					.hasMessageContaining("shards=16 (expected: 8)")));
	}

	@Test
	void theShardsOfAGroupMayBeDeclaredWhereItDoesNotListen() {
		RingContexts.in(this.directory)
			.withPropertyValues("ring.rings.orders.groups=shop.work", "ring.rings.orders.shards[shop.work]=16")
			.run((first) -> {
				assertThat(shards(first)).hasSize(16);
				RingContexts.in(this.directory).withBean(Work.class).run((second) -> assertThat(second).hasNotFailed());
			});
	}

	@Test
	void whenTheDeclaredShardsDifferTheStartFails() {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.withPropertyValues("ring.rings.orders.groups=shop.work", "ring.rings.orders.shards[shop.work]=4")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingPropertyException.class)
				.hasMessageContaining("ring.rings.orders.shards.shop.work=4")
				.hasMessageContaining("the shards of listener work, which are 16"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					shards=2 | concurrency=3 with shards=2 (expected: at most as many threads as shards)
					shards=1 | concurrency=3 with shards=1
					mode=observer | mode=observer with shards=16 (expected: 1
					shard-by=price | shardBy=price: events of io.mmapring.spring.listener.SharedListenersTests$Order have no key 'price'
					shard-by=1 + | shardBy=1 +: Expression [1 +]
					shard-by=symbol.size | symbol is chars(8) (expected: a record
					""")
	void whatCannotWorkFailsTheStart(String property, String problem) {
		RingContexts.in(this.directory)
			.withBean(Work.class)
			.withPropertyValues("ring.listeners.work." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining(problem));
	}

	@Test
	void bytesHaveNoComponents() {
		RingContexts.in(this.directory)
			.withBean(Raw.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"shardBy=symbol with events of [B (expected: #keyHash, since bytes have no components)"));
	}

	private static RingListenerContainer container(ApplicationContext context) {
		return context.getBean(RingListenerRegistry.class).get("work");
	}

	private static List<ShardSnapshot> shards(ApplicationContext context) {
		return context.getBean(ManagedRings.class)
			.ring("orders", "a test")
			.snapshot()
			.orElseThrow()
			.group("shop.work")
			.orElseThrow()
			.shards();
	}

	private static void awaitShares(ApplicationContext context, List<Integer> shares) {
		RingContexts.untilAsserted(() -> assertThat(IntStream.range(0, 16)
			.mapToObj((member) -> (int) shards(context).stream()
				.filter((shard) -> shard.owner() != null && shard.member() == member)
				.count())
			.filter((count) -> count > 0)
			.sorted()
			.toList()).isEqualTo(shares.stream().sorted().toList()));
	}

	private static void send(ApplicationContext context, int from, int to) {
		RingTemplate template = context.getBean(RingTemplate.class);
		for (int id = from; id < to; id++) {
			template.send("orders", new Order(id, "S" + id % KEYS));
		}
	}

	@RingEvent
	record Order(long id, @RingKey @Chars(8) String symbol) {
	}

	record Taken(long id, String thread) {
	}

	static class Work {

		final Queue<Taken> taken = new ConcurrentLinkedQueue<>();

		final CountDownLatch go = new CountDownLatch(1);

		volatile long failing = -1;

		volatile long hanging = -1;

		volatile boolean hangs;

		@RingListener(ring = "orders", id = "work", concurrency = "3")
		void on(Order order) throws InterruptedException {
			if (order.id == this.failing) {
				throw new IllegalStateException("no " + order.id);
			}
			if (order.id == this.hanging) {
				this.hangs = true;
				this.go.await();
			}
			this.taken.add(new Taken(order.id, Thread.currentThread().getName()));
		}

	}

	static class Raw {

		@RingListener(ring = "orders", id = "work", shardBy = "symbol")
		void on(byte[] bytes) {
			// never asked
		}

	}

}
