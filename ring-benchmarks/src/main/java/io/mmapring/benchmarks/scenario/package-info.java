/**
 * What is measured: events of four longs that go from producers to consumers.
 */
@NullMarked
package io.mmapring.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
