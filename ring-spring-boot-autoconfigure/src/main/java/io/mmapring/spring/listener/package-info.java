/**
 * Finds annotated listeners and runs them. Internal.
 */
@NullMarked
package io.mmapring.spring.listener;

import org.jspecify.annotations.NullMarked;
