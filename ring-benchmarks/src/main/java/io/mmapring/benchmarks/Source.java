package io.mmapring.benchmarks;

/** The number of the event that a filler writes. */
final class Source {

	long number;

}
