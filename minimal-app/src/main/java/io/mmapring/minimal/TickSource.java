package io.mmapring.minimal;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;

/** Sends half of the ticks each way, and waits until all were taken. */
@Component
class TickSource implements ApplicationRunner {

	/** How many ticks there are. */
	static final int TICKS = 10_000;

	private final Ticks ticks;

	private final RingSender<Tick> sender;

	private final TickSum sum;

	TickSource(Ticks ticks, @RingProducer("ticks") RingSender<Tick> sender, TickSum sum) {
		this.ticks = ticks;
		this.sender = sender;
		this.sum = sum;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		for (int i = 0; i < TICKS; i += 2) {
			this.ticks.tick(new Tick(i));
			this.sender.send(new Tick(i + 1));
		}
		this.sum.await(TICKS);
		System.out.println("ticks: " + this.sum);
	}

}
