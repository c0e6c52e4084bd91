/**
 * Events in words, by the layouts that are written in the ring.
 */
@NullMarked
package io.mmapring.cli.payload;

import org.jspecify.annotations.NullMarked;
