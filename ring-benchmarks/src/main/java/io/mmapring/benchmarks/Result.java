package io.mmapring.benchmarks;

/**
 * What one run measured.
 *
 * @param rate events a second
 * @param producerBytes bytes that the producer allocated for an event
 * @param consumerBytes bytes that the consumer allocated for an event
 * @param roundTripNs of a cache line before the run
 * @param othersPercent share of the cores that others took before the run
 */
record Result(double rate, double producerBytes, double consumerBytes, long roundTripNs, long othersPercent) {
}
