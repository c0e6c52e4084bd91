package io.mmapring.sample;

/**
 * How late the flights from an airport are.
 *
 * @param airport its code
 * @param flights number of its flights
 * @param meanMinutes their mean delay in minutes
 */
record AirportDelay(String airport, long flights, double meanMinutes) {
}
