/**
 * Turns the annotation of producers into beans. Internal.
 */
@NullMarked
package io.mmapring.spring.producer;

import org.jspecify.annotations.NullMarked;
