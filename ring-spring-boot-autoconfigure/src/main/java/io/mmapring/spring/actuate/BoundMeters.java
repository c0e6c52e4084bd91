package io.mmapring.spring.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;

/**
 * The meters of a ring, a listener or a group in one registry: made together and removed
 * together. Keeps what they read, because the registry does so weakly.
 * <p>
 * Threads: bound by one thread; read by any number.
 */
final class BoundMeters {

	private final MeterRegistry registry;

	private final Before before;

	private final Tags tags;

	private final List<Meter> meters = new ArrayList<>();

	private final Map<CountKey, LongSupplier> counts = new LinkedHashMap<>();

	/**
	 * Begin.
	 * @param registry where the meters are
	 * @param before what meters that are gone have counted
	 * @param tags tags of all meters
	 */
	BoundMeters(MeterRegistry registry, Before before, Tags tags) {
		this.registry = registry;
		this.before = before;
		this.tags = tags;
	}

	void gauge(String name, String description, Supplier<Number> value) {
		gauge(name, description, Tags.empty(), value);
	}

	void gauge(String name, String description, Tags more, Supplier<Number> value) {
		this.meters
			.add(Gauge.builder(name, value).description(description).tags(this.tags.and(more)).register(this.registry));
	}

	/** A time, which is read in nanoseconds. */
	void time(String name, String description, Supplier<Number> valueNs) {
		this.meters.add(TimeGauge.builder(name, valueNs, TimeUnit.NANOSECONDS)
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	void counter(String name, String description, LongSupplier count) {
		counter(name, description, Tags.empty(), count);
	}

	void counter(String name, String description, Tags more, LongSupplier count) {
		LongSupplier total = total(new CountKey(name, this.tags.and(more)), count);
		this.meters.add(FunctionCounter.builder(name, total, LongSupplier::getAsLong)
			.description(description)
			.tags(this.tags.and(more))
			.register(this.registry));
	}

	void timer(String name, String description, LongSupplier count, LongSupplier timeNs) {
		LongSupplier times = total(new CountKey(name + " count", this.tags), count);
		LongSupplier total = total(new CountKey(name, this.tags), timeNs);
		this.meters.add(FunctionTimer
			.builder(name, total, (ns) -> times.getAsLong(), LongSupplier::getAsLong, TimeUnit.NANOSECONDS)
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	private LongSupplier total(CountKey key, LongSupplier count) {
		long before = this.before.get(key);
		LongSupplier total = () -> before + count.getAsLong();
		this.counts.put(key, total);
		return total;
	}

	/** Remember all counts, so that little is lost when what counts them goes. */
	void sample() {
		this.counts.forEach((key, count) -> this.before.put(key, count.getAsLong()));
	}

	/** Take all meters out of the registry. */
	void remove() {
		sample();
		this.meters.forEach(this.registry::remove);
		this.meters.clear();
	}

	/**
	 * Which count.
	 *
	 * @param name name of the meter
	 * @param tags its tags
	 */
	record CountKey(String name, Tags tags) {
	}

	/**
	 * What meters that are gone have counted: one that comes again goes on there.
	 * <p>
	 * Threads: safe for any number of threads.
	 */
	static final class Before {

		/** So that names that never come again do not fill the memory. */
		private static final int MOST = 10_000;

		private final Map<CountKey, Long> counts = new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<CountKey, Long> eldest) {
				return size() > MOST;
			}

		};

		synchronized long get(CountKey key) {
			return this.counts.getOrDefault(key, 0L);
		}

		synchronized void put(CountKey key, long count) {
			this.counts.put(key, count);
		}

	}

}
