/**
 * Claim, publish, gate, barrier: the algorithms.
 */
@NullMarked
package io.mmapring.sequence;

import org.jspecify.annotations.NullMarked;
