package io.mmapring.spring.actuate;

/**
 * What the endpoint answers to a change.
 *
 * @param done what was done, in words
 * @param state what the listener does afterwards
 */
record ListenerChange(String done, String state) {
}
