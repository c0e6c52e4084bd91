/**
 * How events reach the method of a listener, and what follows an error. Internal.
 */
@NullMarked
package io.mmapring.spring.delivery;

import org.jspecify.annotations.NullMarked;
