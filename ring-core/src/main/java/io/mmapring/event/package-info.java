/**
 * How an event lies in a slot.
 */
@NullMarked
package io.mmapring.event;

import org.jspecify.annotations.NullMarked;
