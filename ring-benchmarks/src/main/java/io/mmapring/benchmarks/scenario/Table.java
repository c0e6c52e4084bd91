package io.mmapring.benchmarks.scenario;

/** Results that stand together, in the order of the document. */
public enum Table {

	/** One of each, event by event. */
	EACH("One producer, one consumer, each event published by itself"),

	/** One of each, with a consumer that has more to do. */
	BUSY("One producer, one busy consumer, each event published by itself"),

	/** One of each, in batches. */
	BATCHES("One producer, one consumer, batches of " + Scenario.BATCH),

	/** One of each, received by Spring. */
	SPRING("One producer, one listener of a Spring application"),

	/** Two producers, event by event. */
	TWO("Two producers, one consumer, each event published by itself"),

	/** Two producers, in batches. */
	TWO_BATCHES("Two producers, one consumer, batches of " + Scenario.BATCH),

	/** Three consumers, event by event. */
	THREE("One producer, three consumers, each event published by itself"),

	/** Three consumers, in batches. */
	THREE_BATCHES("One producer, three consumers, batches of " + Scenario.BATCH);

	private final String title;

	Table(String title) {
		this.title = title;
	}

	/**
	 * Its title.
	 * @return in words
	 */
	public String title() {
		return this.title;
	}

}
