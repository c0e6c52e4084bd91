/*
 * The limit: two or three processes that hand over events of 32 bytes through shared
 * memory, with nothing that a ring is made for: no recovery, no groups, no types.
 *
 *   limit each|rest|busy|batch <warm-up and run in ms>    one producer, one consumer
 *   limit two|two-batch <ms>                              two producers, one consumer
 *   limit trip <ms>                                       there and back
 *
 * The consumer rests 1 us when it finds nothing, or is busy with each event.
 *
 * Prints "events <number> <ns>", or "trips <number> <p50> <p99> <p99.9>" in ns. The
 * consumer checks number, order and sum of all events; the program fails if they are wrong.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 4096, BATCH = 32, TAKE = 256, LINE = 128, CHUNK = 1024, SPINS = 100, PRODUCER_SHIFT = 48, ROUNDS = 2 };

/* A trip that took longer counts as the longest. */
enum { LONGEST_NS = 1 << 20 };

typedef struct {
	uint64_t a, b, c, d;
} event;

/* Of several producers: an event with the number of its sequence behind which it is there. */
typedef struct {
	_Atomic uint64_t stamp;
	event event;
	char fill[64 - sizeof(uint64_t) - sizeof(event)];
} cell;

/* Of one producer. */
typedef struct {
	alignas(LINE) _Atomic uint64_t written;
	alignas(LINE) _Atomic uint64_t taken;
	alignas(LINE) event events[SLOTS];
} one_way;

typedef struct {
	alignas(LINE) _Atomic uint64_t stopped;
	alignas(LINE) _Atomic uint64_t ended;
	/* what each producer has sent */
	uint64_t sent[2];
	alignas(LINE) _Atomic uint64_t claimed;
	alignas(LINE) _Atomic uint64_t taken;
	alignas(LINE) cell cells[SLOTS];
	one_way there;
	one_way back;
} memory;

static memory *shared;

/* Without it the compiler would leave out what a busy consumer does. */
static volatile uint64_t kept;

static bool crowded;

static uint64_t now_ns(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static inline void spin(void) {
#if defined(__x86_64__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("isb");
#endif
}

/* Wait a little; where there are more processes than cores they have to take turns. */
static inline void idle(uint64_t *fruitless) {
	if (!crowded || ++*fruitless < SPINS) {
		spin();
	}
	else {
		*fruitless = 0;
		sched_yield();
	}
}

static void pin(int process, int processes) {
	cpu_set_t allowed;
	cpu_set_t mine;
	if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0 || CPU_COUNT(&allowed) < processes) {
		crowded = true;
		return;
	}
	int seen = 0;
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (CPU_ISSET(cpu, &allowed) && seen++ == process) {
			CPU_ZERO(&mine);
			CPU_SET(cpu, &mine);
			sched_setaffinity(0, sizeof(mine), &mine);
			return;
		}
	}
}

static inline void fill(event *event, uint64_t i) {
	event->a = i;
	event->b = 3 * i + 1;
	event->c = 5 * i + 2;
	event->d = 7 * i + 3;
}

/* What the consumer has seen. */
typedef struct {
	uint64_t events, sum, out_of_order, next[2], hash;
} checksum;

static inline void count(checksum *seen, const event *event) {
	uint64_t producer = event->a >> PRODUCER_SHIFT & 1;
	seen->out_of_order += event->a != seen->next[producer];
	seen->next[producer] = event->a + 1;
	seen->events++;
	seen->sum += event->a + event->b + event->c + event->d;
}

/* More to do than to count: rounds of a hash, each of which waits for the one before. */
static inline void work(checksum *seen, const event *event) {
	uint64_t hash = seen->hash ^ event->d;
	for (int i = 0; i < ROUNDS; i++) {
		hash *= 0xff51afd7ed558ccdu;
		hash ^= hash >> 33;
	}
	seen->hash = hash;
}

static int check(const checksum *seen) {
	uint64_t events = 0;
	uint64_t sum = 0;
	for (uint64_t i = 0; i < 2; i++) {
		uint64_t n = shared->sent[i];
		events += n;
		sum += 16 * (n * (i << PRODUCER_SHIFT) + n * (n - 1) / 2) + 6 * n;
	}
	if (seen->events == events && seen->sum == sum && seen->out_of_order == 0) {
		return 0;
	}
	fprintf(stderr, "consumer: events=%llu, outOfOrder=%llu (expected: %llu, 0) or a wrong sum\n",
			(unsigned long long) seen->events, (unsigned long long) seen->out_of_order, (unsigned long long) events);
	return 1;
}

static void produce_one(uint64_t step) {
	one_way *ring = &shared->there;
	uint64_t next = 0;
	uint64_t taken = 0;
	uint64_t fruitless = 0;
	while (!atomic_load_explicit(&shared->stopped, memory_order_relaxed)) {
		for (int k = 0; k < CHUNK; k += (int) step) {
			while (next + step - taken > SLOTS) {
				taken = atomic_load_explicit(&ring->taken, memory_order_acquire);
				if (next + step - taken > SLOTS) {
					idle(&fruitless);
				}
			}
			for (uint64_t end = next + step; next < end; next++) {
				fill(&ring->events[next % SLOTS], next);
			}
			atomic_store_explicit(&ring->written, next, memory_order_release);
		}
	}
	shared->sent[0] = next;
}

static inline int take_one(checksum *seen, bool busy) {
	one_way *ring = &shared->there;
	uint64_t next = seen->events;
	uint64_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
	uint64_t end = written - next > TAKE ? next + TAKE : written;
	if (end == next) {
		return 0;
	}
	for (uint64_t i = next; i < end; i++) {
		const event *event = &ring->events[i % SLOTS];
		count(seen, event);
		if (busy) {
			work(seen, event);
		}
	}
	atomic_store_explicit(&ring->taken, end, memory_order_release);
	return (int) (end - next);
}

static void produce_many(uint64_t producer, uint64_t step) {
	uint64_t number = producer << PRODUCER_SHIFT;
	uint64_t taken = 0;
	uint64_t sent = 0;
	uint64_t fruitless = 0;
	while (!atomic_load_explicit(&shared->stopped, memory_order_relaxed)) {
		for (int k = 0; k < CHUNK; k += (int) step) {
			uint64_t first = atomic_fetch_add_explicit(&shared->claimed, step, memory_order_relaxed);
			while (first + step - taken > SLOTS) {
				taken = atomic_load_explicit(&shared->taken, memory_order_acquire);
				if (first + step - taken > SLOTS) {
					idle(&fruitless);
				}
			}
			for (uint64_t i = first; i < first + step; i++) {
				cell *cell = &shared->cells[i % SLOTS];
				fill(&cell->event, number + sent++);
				atomic_store_explicit(&cell->stamp, i + 1, memory_order_release);
			}
		}
	}
	shared->sent[producer] = sent;
}

static int take_many(checksum *seen) {
	uint64_t next = seen->events;
	uint64_t i = next;
	while (i < next + TAKE) {
		cell *cell = &shared->cells[i % SLOTS];
		if (atomic_load_explicit(&cell->stamp, memory_order_acquire) != i + 1) {
			break;
		}
		count(seen, &cell->event);
		i++;
	}
	if (i != next) {
		atomic_store_explicit(&shared->taken, i, memory_order_release);
	}
	return (int) (i - next);
}

static void rest_us(void) {
	uint64_t end = now_ns() + 1000;
	while (now_ns() < end) {
		spin();
	}
}

/* What a consumer does besides. */
typedef enum { NOTHING, RESTS, BUSY } habit;

static int take(bool many, habit habit, checksum *seen) {
	if (many) {
		return take_many(seen);
	}
	return habit == BUSY ? take_one(seen, true) : take_one(seen, false);
}

static void take_until(uint64_t end_ns, bool many, habit habit, checksum *seen) {
	uint64_t fruitless = 0;
	do {
		for (int i = 0; i < 64; i++) {
			int n = take(many, habit, seen);
			if (n == 0 && habit == RESTS) {
				rest_us();
			}
			else if (n == 0) {
				idle(&fruitless);
			}
		}
	} while (now_ns() < end_ns);
}

static int throughput(bool many, habit habit, uint64_t step, uint64_t window_ns) {
	int producers = many ? 2 : 1;
	pid_t children[2];
	for (int i = 0; i < producers; i++) {
		children[i] = fork();
		if (children[i] < 0) {
			perror("fork");
			return 1;
		}
		if (children[i] == 0) {
			pin(i + 1, producers + 1);
			if (many) {
				produce_many((uint64_t) i, step);
			}
			else {
				produce_one(step);
			}
			atomic_fetch_add_explicit(&shared->ended, 1, memory_order_release);
			exit(0);
		}
	}
	pin(0, producers + 1);
	checksum seen = { .next = { 0, (uint64_t) 1 << PRODUCER_SHIFT } };
	take_until(now_ns() + window_ns, many, habit, &seen);
	uint64_t start_ns = now_ns();
	uint64_t before = seen.events;
	take_until(start_ns + window_ns, many, habit, &seen);
	uint64_t events = seen.events - before;
	uint64_t ns = now_ns() - start_ns;
	kept = seen.hash;
	atomic_store_explicit(&shared->stopped, 1, memory_order_release);
	while (atomic_load_explicit(&shared->ended, memory_order_acquire) < (uint64_t) producers) {
		take_until(0, many, NOTHING, &seen);
	}
	while (take(many, NOTHING, &seen) != 0) {
	}
	for (int i = 0; i < producers; i++) {
		waitpid(children[i], NULL, 0);
	}
	printf("events %llu %llu\n", (unsigned long long) events, (unsigned long long) ns);
	return check(&seen);
}

/* Hand one event over and wait for nothing. */
static inline void put(one_way *ring, uint64_t i) {
	fill(&ring->events[i % SLOTS], i);
	atomic_store_explicit(&ring->written, i + 1, memory_order_release);
}

/* Wait for the next event, or for the end: then false. */
static inline bool get(one_way *ring, uint64_t i, checksum *seen) {
	while (atomic_load_explicit(&ring->written, memory_order_acquire) <= i) {
		if (atomic_load_explicit(&shared->stopped, memory_order_relaxed)) {
			return false;
		}
		spin();
	}
	count(seen, &ring->events[i % SLOTS]);
	atomic_store_explicit(&ring->taken, i + 1, memory_order_release);
	return true;
}

static unsigned percentile(const uint64_t *histogram, uint64_t trips, uint64_t per_mille) {
	uint64_t rest = trips * per_mille / 1000;
	for (unsigned ns = 0; ns < LONGEST_NS; ns++) {
		if (histogram[ns] > rest) {
			return ns;
		}
		rest -= histogram[ns];
	}
	return LONGEST_NS;
}

static int trips(uint64_t window_ns) {
	checksum seen = { .next = { 0, 0 } };
	pid_t child = fork();
	if (child < 0) {
		perror("fork");
		return 1;
	}
	if (child == 0) {
		pin(1, 2);
		for (uint64_t i = 0; get(&shared->there, i, &seen); i++) {
			put(&shared->back, i);
		}
		exit(seen.out_of_order != 0);
	}
	pin(0, 2);
	uint64_t *histogram = calloc(LONGEST_NS, sizeof(*histogram));
	if (histogram == NULL) {
		perror("calloc");
		return 1;
	}
	uint64_t counted = 0;
	uint64_t before_ns = now_ns();
	uint64_t start_ns = before_ns + window_ns;
	for (uint64_t i = 0; before_ns < start_ns + window_ns; i++) {
		put(&shared->there, i);
		get(&shared->back, i, &seen);
		uint64_t ns = now_ns();
		if (before_ns >= start_ns) {
			uint64_t trip = ns - before_ns;
			histogram[trip < LONGEST_NS ? trip : LONGEST_NS - 1]++;
			counted++;
		}
		before_ns = ns;
	}
	shared->sent[0] = seen.events;
	atomic_store_explicit(&shared->stopped, 1, memory_order_release);
	int status;
	waitpid(child, &status, 0);
	printf("trips %llu %u %u %u\n", (unsigned long long) counted, percentile(histogram, counted, 500),
			percentile(histogram, counted, 990), percentile(histogram, counted, 999));
	return check(&seen) != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

int main(int count, char **arguments) {
	uint64_t window_ns = count == 3 ? strtoull(arguments[2], NULL, 10) * 1000000u : 0;
	if (window_ns == 0) {
		fprintf(stderr, "usage: limit each|rest|busy|batch|two|two-batch|trip <ms>\n");
		return 2;
	}
	shared = mmap(NULL, sizeof(memory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	memset(shared, 0, sizeof(memory));
	const char *what = arguments[1];
	if (strcmp(what, "each") == 0) {
		return throughput(false, NOTHING, 1, window_ns);
	}
	if (strcmp(what, "rest") == 0) {
		return throughput(false, RESTS, 1, window_ns);
	}
	if (strcmp(what, "busy") == 0) {
		return throughput(false, BUSY, 1, window_ns);
	}
	if (strcmp(what, "batch") == 0) {
		return throughput(false, NOTHING, BATCH, window_ns);
	}
	if (strcmp(what, "two") == 0) {
		return throughput(true, NOTHING, 1, window_ns);
	}
	if (strcmp(what, "two-batch") == 0) {
		return throughput(true, NOTHING, BATCH, window_ns);
	}
	if (strcmp(what, "trip") == 0) {
		return trips(window_ns);
	}
	fprintf(stderr, "limit: %s (expected: each, rest, busy, batch, two, two-batch or trip)\n", what);
	return 2;
}
