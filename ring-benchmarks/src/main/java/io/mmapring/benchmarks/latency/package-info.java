/**
 * How long one event takes there and back.
 */
@NullMarked
package io.mmapring.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
