/**
 * Other ways to hand over events.
 */
@NullMarked
package io.mmapring.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
