package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;

import org.springframework.core.annotation.MergedAnnotation;

import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.RingBatchHandler;
import io.mmapring.spring.RingEventHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerSpec;
import io.mmapring.spring.RingMetadata;

/** A listener without an annotation, as if it were one with it. */
final class SpecMethods {

	private SpecMethods() {
	}

	static RingListener annotation(RingListenerSpec spec) {
		return MergedAnnotation.of(RingListener.class, spec.attributes()).synthesize();
	}

	static Method method(RingListenerSpec spec) {
		Object handler = spec.handler();
		try {
			if (handler instanceof RingBatchHandler) {
				return RingBatchHandler.class.getMethod("on", RingBatch.class, RingMetadata.class);
			}
			if (handler instanceof RingBatchHandler.Acknowledging) {
				return RingBatchHandler.Acknowledging.class.getMethod("on", RingBatch.class, RingMetadata.class,
						Acknowledgment.class);
			}
			if (handler instanceof RingEventHandler.Acknowledging) {
				return RingEventHandler.Acknowledging.class.getMethod("on", Object.class, RingMetadata.class,
						Acknowledgment.class);
			}
			return RingEventHandler.class.getMethod("on", Object.class, RingMetadata.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("a handler has no method 'on'", ex);
		}
	}

}
