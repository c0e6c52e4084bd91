package io.mmapring.spring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import io.mmapring.event.EventType;
import io.mmapring.event.EventView;
import io.mmapring.event.KeyHash;
import io.mmapring.event.ShardKey;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.EventTypes;

/**
 * Finds out by which key a listener's events are shared: a component that is read from
 * the slot, the hash that the producer has put into the header, an expression over the
 * event, or the sequence.
 */
final class ShardKeys {

	/** The hash in the event's header. */
	private static final String HEADER = "#keyHash";

	private static final String COMPONENT_FORM = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*";

	private ShardKeys() {
	}

	/**
	 * The key of a listener.
	 * @param endpoint the listener
	 * @param types types of events on its ring, which is open
	 * @return finds the key of an event; events that the listener does not take are
	 * shared by their sequences
	 * @throws RingSignatureException if its {@code shardBy} cannot work
	 */
	static ShardKey of(ListenerEndpoint endpoint, EventTypes types) {
		String shardBy = endpoint.settings().sharing().shardBy();
		List<Class<?>> eventTypes = endpoint.signature().eventTypes();
		if (shardBy.equals(HEADER)) {
			return (event) -> event.headers().keyHash();
		}
		ShardKey keys = ShardKey.bySequence();
		for (Class<?> eventType : eventTypes) {
			if (!EventCodecs.isRaw(eventType) && !types.isFlyweight(eventType)) {
				EventType<?> type = types.of(eventType);
				ShardKey key = key(endpoint, type, shardBy);
				keys = (key != null) ? new OfType(type.id(), key, keys) : keys;
			}
			else if (!shardBy.isEmpty()) {
				throw refused(endpoint, "%s with events of %s (expected: %s, since bytes have no components)"
					.formatted(shardBy, eventType.getName(), HEADER));
			}
		}
		return keys;
	}

	private static @Nullable ShardKey key(ListenerEndpoint endpoint, EventType<?> type, String shardBy) {
		try {
			ShardKey key = (shardBy.isEmpty() || shardBy.matches(COMPONENT_FORM)) ? type.codec().shardKey(shardBy)
					: null;
			return (key != null || shardBy.isEmpty()) ? key
					: new OfExpression(type, new SpelExpressionParser().parseExpression(shardBy));
		}
		catch (IllegalArgumentException | ParseException ex) {
			throw refused(endpoint, shardBy + ": " + ex.getMessage());
		}
	}

	private static RingSignatureException refused(ListenerEndpoint endpoint, String problem) {
		return new RingSignatureException(endpoint.place(), "shardBy=" + problem,
				"name a component of the event, put @RingKey on one, use %s, or an expression over the event"
					.formatted(HEADER));
	}

	/** Keys of one type of events among others. */
	private record OfType(int type, ShardKey key, ShardKey others) implements ShardKey {

		@Override
		public long keyOf(EventView event) {
			return (event.type() == this.type) ? this.key.keyOf(event) : this.others.keyOf(event);
		}

		@Override
		public long keyOf(EventView event, long sequence) {
			return (event.type() == this.type) ? this.key.keyOf(event) : this.others.keyOf(event, sequence);
		}

	}

	/** Makes the event for each look. */
	private record OfExpression(EventType<?> type, Expression expression) implements ShardKey {

		@Override
		public long keyOf(EventView event) {
			Object root = this.type.codec().decode(event.payload(), 0, event.length());
			StandardEvaluationContext context = new StandardEvaluationContext(root);
			return key(this.expression.getValue(context));
		}

		private long key(@Nullable Object value) {
			if (value == null) {
				return 0;
			}
			if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
				return ((Number) value).longValue();
			}
			return KeyHash.of(value.toString());
		}

	}

}
