package io.mmapring.spring.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;

import io.mmapring.process.Cores;
import io.mmapring.spring.AckMode;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.rings.EnumNames;
import io.mmapring.wait.WaitStrategy;

/**
 * What an annotation says of how its listener is run.
 *
 * @param autoStartup whether to start with the application, or {@code null}
 * @param maxBatchSize most events of one batch, or {@code null}
 * @param ackMode when to store how far the group is, or {@code null}
 * @param startFrom where a new group starts, or {@code null}
 * @param waitStrategy how to wait for events, or {@code null}
 * @param cores what its threads are kept on, or {@code null}
 * @param sharing how it shares its group
 * @param properties settings by their keys in the configuration
 */
public record ListenerAttributes(@Nullable Boolean autoStartup, @Nullable Integer maxBatchSize,
		@Nullable AckMode ackMode, @Nullable StartPosition startFrom, @Nullable WaitStrategy waitStrategy,
		@Nullable Cores cores, SharingAttributes sharing, Map<String, String> properties) {

	static ListenerAttributes of(RingListener annotation, String place, UnaryOperator<String> resolver) {
		Reader reader = new Reader(place, resolver);
		return new ListenerAttributes(reader.read("autoStartup", annotation.autoStartup(), Boolean.class),
				reader.number("maxBatchSize", annotation.maxBatchSize()),
				reader.read("ackMode", annotation.ackMode(), AckMode.class),
				reader.read("startFrom", annotation.startFrom(), StartPosition.class),
				reader.read("waitStrategy", annotation.waitStrategy(), WaitStrategy.class),
				reader.cores(annotation.cores()),
				new SharingAttributes(reader.read("mode", annotation.mode(), ListenerMode.class),
						reader.number("concurrency", annotation.concurrency()),
						reader.number("shards", annotation.shards()),
						reader.read("shardBy", annotation.shardBy(), String.class)),
				reader.properties(annotation.properties()));
	}

	private record Reader(String place, UnaryOperator<String> resolver) {

		<T> @Nullable T read(String attribute, String text, Class<T> type) {
			String value = this.resolver.apply(text);
			if (value.isEmpty()) {
				return null;
			}
			try {
				return ApplicationConversionService.getSharedInstance().convert(value, type);
			}
			catch (ConversionException ex) {
				throw unusable(attribute, value, expected(type));
			}
		}

		Map<String, String> properties(String[] texts) {
			Map<String, String> properties = new LinkedHashMap<>();
			for (String text : texts) {
				this.resolver.apply(text).lines().filter((line) -> !line.isBlank()).forEach((line) -> {
					int equals = line.indexOf('=');
					if (equals <= 0) {
						throw unusable("properties", line, "key=value");
					}
					properties.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
				});
			}
			return properties;
		}

		@Nullable Cores cores(String text) {
			String value = this.resolver.apply(text);
			try {
				return value.isEmpty() ? null : Cores.of(value);
			}
			catch (IllegalArgumentException ex) {
				throw new RingSignatureException(this.place, String.valueOf(ex.getMessage()), "correct the attribute");
			}
		}

		@Nullable Integer number(String attribute, String text) {
			Integer number = read(attribute, text, Integer.class);
			if (number != null && number < 1) {
				throw unusable(attribute, number.toString(), "a number, at least 1");
			}
			return number;
		}

		private RingSignatureException unusable(String attribute, String value, String expected) {
			return new RingSignatureException(this.place, "%s=%s (expected: %s)".formatted(attribute, value, expected),
					"correct the attribute");
		}

		private static String expected(Class<?> type) {
			if (type.isEnum()) {
				return "one of " + String.join(", ", EnumNames.of(type));
			}
			return (type == Boolean.class) ? "true or false" : "a number, at least 1";
		}

	}

}
