package io.mmapring.spring.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.mmapring.OnFull;
import io.mmapring.event.KeyHash;
import io.mmapring.event.NextHeaders;
import io.mmapring.spring.RingEventBuilder;
import io.mmapring.spring.rings.EventExtras;
import io.mmapring.spring.rings.ManagedRing;
import io.mmapring.spring.rings.SendMode;

/** Sends an event with what goes with it. */
final class EventSending implements RingEventBuilder, EventExtras {

	private final ManagedRing ring;

	private final Object event;

	private final List<String> namesAndValues = new ArrayList<>();

	private @Nullable Long key;

	private @Nullable String traceparent;

	private @Nullable OnFull onFull;

	private @Nullable Duration timeout;

	EventSending(ManagedRing ring, Object event) {
		this.ring = ring;
		this.event = Objects.requireNonNull(event, "event");
	}

	@Override
	public RingEventBuilder withHeader(String name, String value) {
		this.namesAndValues.add(Objects.requireNonNull(name, "name"));
		this.namesAndValues.add(Objects.requireNonNull(value, "value"));
		return this;
	}

	@Override
	public RingEventBuilder withKey(long key) {
		this.key = key;
		return this;
	}

	@Override
	public RingEventBuilder withKey(CharSequence key) {
		return withKey(KeyHash.of(key));
	}

	@Override
	public RingEventBuilder withKey(UUID key) {
		return withKey(KeyHash.of(key));
	}

	@Override
	public RingEventBuilder withTraceparent(String traceparent) {
		this.traceparent = Objects.requireNonNull(traceparent, "traceparent");
		return this;
	}

	@Override
	public RingEventBuilder onFull(OnFull onFull) {
		this.onFull = Objects.requireNonNull(onFull, "onFull");
		return this;
	}

	@Override
	public RingEventBuilder withTimeout(Duration timeout) {
		Assert.isTrue(!timeout.isNegative(), () -> "timeout=" + timeout + " (expected: zero or more)");
		this.timeout = timeout;
		return this;
	}

	@Override
	public long send() {
		return this.ring.publish(this.event, this.ring.mode(this.onFull, this.timeout), extras());
	}

	@Override
	public boolean trySend() {
		return this.ring.publish(this.event, SendMode.TRY, extras()) >= 0;
	}

	private @Nullable EventExtras extras() {
		return (this.key != null || this.traceparent != null || !this.namesAndValues.isEmpty()) ? this : null;
	}

	@Override
	public void set(NextHeaders headers) {
		if (this.key != null) {
			headers.keyHash(this.key);
		}
		if (this.traceparent != null) {
			headers.traceparent(this.traceparent);
		}
		for (int i = 0; i < this.namesAndValues.size(); i += 2) {
			headers.user(this.namesAndValues.get(i), this.namesAndValues.get(i + 1));
		}
	}

}
