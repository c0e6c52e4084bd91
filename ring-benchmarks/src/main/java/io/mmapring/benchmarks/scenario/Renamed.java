package io.mmapring.benchmarks.scenario;

import java.nio.file.Path;

/** A scenario, maybe under another name. */
class Renamed implements Scenario {

	private final Scenario scenario;

	private final String words;

	Renamed(Scenario scenario) {
		this(scenario, "");
	}

	Renamed(Scenario scenario, String words) {
		this.scenario = scenario;
		this.words = words;
	}

	@Override
	public String name() {
		return this.words.isEmpty() ? this.scenario.name() : this.scenario.name() + ", " + this.words;
	}

	@Override
	public boolean betweenProcesses() {
		return this.scenario.betweenProcesses();
	}

	@Override
	public int producers() {
		return this.scenario.producers();
	}

	@Override
	public int consumers() {
		return this.scenario.consumers();
	}

	@Override
	public Checksum checksum() {
		return this.scenario.checksum();
	}

	@Override
	public void open(Path directory) throws Exception {
		this.scenario.open(directory);
	}

	@Override
	public Sender sender(int producer) {
		return this.scenario.sender(producer);
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		return this.scenario.receiver(consumer, checksum);
	}

	@Override
	public void close() {
		this.scenario.close();
	}

}
