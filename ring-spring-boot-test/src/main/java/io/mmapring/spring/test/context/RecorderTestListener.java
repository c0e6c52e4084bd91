package io.mmapring.spring.test.context;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets recorders begin anew with each test method. */
final class RecorderTestListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext context) {
		if (context.hasApplicationContext()) {
			context.getApplicationContext()
				.getBeanProvider(ObservedRecorder.class)
				.forEach((recorder) -> recorder.clear());
		}
	}

}
