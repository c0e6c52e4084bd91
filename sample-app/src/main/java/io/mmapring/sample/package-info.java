/**
 * Sample: Spring Boot processes that exchange events over one ring.
 */
@NullMarked
package io.mmapring.sample;

import org.jspecify.annotations.NullMarked;
