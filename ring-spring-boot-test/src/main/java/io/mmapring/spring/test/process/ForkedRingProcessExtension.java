package io.mmapring.spring.test.process;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests {@link ForkedRingProcesses} as a parameter, and kills at the end of the
 * test what it has started.
 *
 * <pre>
 * &#64;ExtendWith(ForkedRingProcessExtension.class)
 * class TwoProcessesTests {
 *
 *     &#64;Test
 *     void goesOn(ForkedRingProcesses processes) {
 *         ForkedRingProcess consumer = processes.start(ForkedRingProcess.java(ConsumerMain.class));
 *
 * </pre>
 */
public final class ForkedRingProcessExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(ForkedRingProcessExtension.class);

	/** Made by JUnit. */
	public ForkedRingProcessExtension() {
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == ForkedRingProcesses.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		// the store closes it with the test
		return context.getStore(NAMESPACE)
			.computeIfAbsent(ForkedRingProcesses.class, (type) -> new ForkedRingProcesses(), ForkedRingProcesses.class);
	}

}
