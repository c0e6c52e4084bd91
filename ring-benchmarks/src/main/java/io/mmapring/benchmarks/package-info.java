/**
 * Throughput of the ring beside that of its peers.
 */
@NullMarked
package io.mmapring.benchmarks;

import org.jspecify.annotations.NullMarked;
