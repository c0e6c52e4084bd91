/**
 * What a Spring application uses: listeners, producers and their registry.
 */
@NullMarked
package io.mmapring.spring;

import org.jspecify.annotations.NullMarked;
