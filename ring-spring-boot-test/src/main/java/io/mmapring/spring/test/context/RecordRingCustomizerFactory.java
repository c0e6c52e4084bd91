package io.mmapring.spring.test.context;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

import io.mmapring.spring.test.RecordRing;
import io.mmapring.spring.test.RingRecorder;
import io.mmapring.spring.test.context.RecordRingCustomizer.Point;

/** Looks through a test's class for recorders that it asks for. */
final class RecordRingCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		Set<Point> points = new LinkedHashSet<>();
		look(testClass, points);
		return points.isEmpty() ? null : new RecordRingCustomizer(Set.copyOf(points));
	}

	private static void look(Class<?> testClass, Set<Point> points) {
		ReflectionUtils.doWithFields(testClass, (field) -> add(field, ResolvableType.forField(field), points));
		for (Executable constructor : testClass.getDeclaredConstructors()) {
			lookAtParameters(constructor, points);
		}
		ReflectionUtils.doWithMethods(testClass, (method) -> lookAtParameters(method, points));
		if (TestContextAnnotationUtils.searchEnclosingClass(testClass)) {
			look(testClass.getEnclosingClass(), points);
		}
	}

	private static void lookAtParameters(Executable executable, Set<Point> points) {
		Parameter[] parameters = executable.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			ResolvableType type = ResolvableType.forMethodParameter(MethodParameter.forExecutable(executable, i));
			add(parameters[i], type, points);
		}
	}

	private static void add(AnnotatedElement element, ResolvableType type, Set<Point> points) {
		RecordRing annotation = AnnotatedElementUtils.findMergedAnnotation(element, RecordRing.class);
		if (annotation == null) {
			return;
		}
		Class<?> eventType = type.getGeneric(0).resolve();
		if (type.resolve() != RingRecorder.class || eventType == null) {
			throw new IllegalStateException(
					"@RecordRing(\"%s\") on %s of type %s (expected: RingRecorder<type of the events>)"
						.formatted(annotation.value(), element, type));
		}
		points.add(new Point(annotation.value(), eventType));
	}

}
