package io.mmapring.spring.endpoint;

import java.lang.reflect.Method;

import org.springframework.core.annotation.MergedAnnotation;

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
		try {
			return (spec.handler() instanceof RingBatchHandler)
					? RingBatchHandler.class.getMethod("on", RingBatch.class, RingMetadata.class)
					: RingEventHandler.class.getMethod("on", Object.class, RingMetadata.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("a handler has no method 'on'", ex);
		}
	}

}
