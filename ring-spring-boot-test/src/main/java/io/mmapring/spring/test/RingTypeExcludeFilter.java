package io.mmapring.spring.test;

import java.io.IOException;
import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.mmapring.event.RingCodec;
import io.mmapring.spring.RingCodecFactory;
import io.mmapring.spring.RingErrorHandler;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListeners;

/** Lets through what has listeners, and what listeners need. */
final class RingTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<RingTest> {

	private static final Set<Class<?>> INCLUDED = Set.of(RingCodec.class, RingCodecFactory.class,
			RingErrorHandler.class);

	RingTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return INCLUDED;
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return super.defaultInclude(reader, factory) || hasListeners(reader.getAnnotationMetadata(), factory);
	}

	/** Also those that it inherits. */
	private static boolean hasListeners(AnnotationMetadata type, MetadataReaderFactory factory) throws IOException {
		if (type.isAnnotated(RingListener.class.getName()) || type.isAnnotated(RingListeners.class.getName())
				|| type.hasAnnotatedMethods(RingListener.class.getName())
				|| type.hasAnnotatedMethods(RingListeners.class.getName())) {
			return true;
		}
		String parent = type.getSuperClassName();
		return parent != null && !parent.startsWith("java.")
				&& hasListeners(factory.getMetadataReader(parent).getAnnotationMetadata(), factory);
	}

}
