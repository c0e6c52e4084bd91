package io.mmapring.sample;

import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the group {@code delays} hang, to see what the others and its health do. */
@Component
@Profile(SampleApplication.CONSUMER)
class Hang {

	private boolean on;

	Hang(SampleProperties properties) {
		this.on = properties.delays().hang();
	}

	synchronized void set(boolean on) {
		this.on = on;
		notifyAll();
	}

	synchronized void awaitRelease() throws InterruptedException {
		while (this.on) {
			wait();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void release() {
		set(false);
	}

}
