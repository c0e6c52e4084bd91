/**
 * Bytes through a ring, as streams.
 */
@NullMarked
package io.mmapring.stream;

import org.jspecify.annotations.NullMarked;
