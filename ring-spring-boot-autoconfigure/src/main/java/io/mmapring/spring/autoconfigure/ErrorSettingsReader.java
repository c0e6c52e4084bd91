package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.ClassUtils;

import io.mmapring.error.EventDecodingException;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.endpoint.ErrorSettings;

/**
 * What follows an exception of a listener: from {@code ring.listeners.<id>.error.*}, else
 * from {@code ring.listener.error.*}.
 */
final class ErrorSettingsReader {

	private static final int MAX_ATTEMPTS = 1000;

	/** Of optional libraries: what they throw would be thrown again. */
	private static final List<String> NOT_RETRYABLE = List.of(
			"org.springframework.messaging.converter.MessageConversionException",
			"org.springframework.messaging.handler.invocation.MethodArgumentResolutionException",
			"jakarta.validation.ValidationException");

	private final ListenerConfig.Errors all;

	private final Duration stallTimeout;

	ErrorSettingsReader(ListenerConfig.Errors all, Duration stallTimeout) {
		this.all = all;
		this.stallTimeout = stallTimeout;
	}

	ErrorSettings read(String id, ListenerOverride.Errors one) {
		String prefix = "ring.listeners." + id + ".error.";
		int maxAttempts = first(one.getMaxAttempts(), this.all.getMaxAttempts());
		check(one.getMaxAttempts() != null, prefix, "max-attempts", maxAttempts,
				maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS, "1 to " + MAX_ATTEMPTS);
		Duration backOff = first(one.getBackOff(), this.all.getBackOff());
		check(one.getBackOff() != null, prefix, "back-off", backOff, !backOff.isNegative(), "0 or more");
		double multiplier = first(one.getMultiplier(), this.all.getMultiplier());
		check(one.getMultiplier() != null, prefix, "multiplier", multiplier, multiplier >= 1, "at least 1");
		Duration maxDelay = first(one.getMaxDelay(), this.all.getMaxDelay());
		check(one.getMaxDelay() != null, prefix, "max-delay", maxDelay, maxDelay.toMillis() > 0, "at least 1ms");
		Duration first = (backOff.compareTo(maxDelay) < 0) ? backOff : maxDelay;
		Set<Class<? extends Throwable>> fatal = fatal(first(one.getNotRetryable(), this.all.getNotRetryable()));
		RetryPolicy retries = ErrorSettings.retries(maxAttempts, first, multiplier, maxDelay, fatal);
		Duration waiting = ErrorSettings.waiting(retries, this.stallTimeout);
		boolean own = one.getMaxAttempts() != null || one.getBackOff() != null || one.getMultiplier() != null
				|| one.getMaxDelay() != null;
		check(own, prefix, "max-attempts", maxAttempts, waiting.compareTo(this.stallTimeout) <= 0,
				"attempts that wait for at most ring.health.stall-timeout=%s in all, since other events wait too; with back-off=%s, multiplier=%s and max-delay=%s it is %s or more"
					.formatted(Times.text(this.stallTimeout), Times.text(backOff), multiplier, Times.text(maxDelay),
							Times.text(waiting)));
		RetryPolicy patience = ErrorSettings.retries(Integer.MAX_VALUE, first, multiplier, maxDelay, Set.of());
		return new ErrorSettings(first(one.getPolicy(), this.all.getPolicy()), retries, patience.getBackOff(),
				first(one.getDeadLetterRing(), this.all.getDeadLetterRing()), this.stallTimeout);
	}

	private static Set<Class<? extends Throwable>> fatal(List<Class<? extends Throwable>> configured) {
		Set<Class<? extends Throwable>> fatal = new LinkedHashSet<>(configured);
		fatal.add(EventDecodingException.class);
		fatal.add(ConversionException.class);
		fatal.add(ClassCastException.class);
		List<String> names = new ArrayList<>(NOT_RETRYABLE);
		ClassLoader loader = ErrorSettingsReader.class.getClassLoader();
		names.removeIf((name) -> !ClassUtils.isPresent(name, loader));
		names.forEach((name) -> fatal.add(ClassUtils.resolveClassName(name, loader).asSubclass(Throwable.class)));
		return fatal;
	}

	private static <T> T first(@Nullable T one, T all) {
		return (one != null) ? one : all;
	}

	private static void check(boolean own, String prefix, String key, Object value, boolean holds, String expected) {
		if (!holds) {
			throw new RingPropertyException((own ? prefix : "ring.listener.error.") + key,
					(value instanceof Duration time) ? Times.text(time) : value, expected);
		}
	}

}
