/**
 * Listeners, producers and their containers for Spring applications.
 */
@NullMarked
package io.mmapring.spring;

import org.jspecify.annotations.NullMarked;
