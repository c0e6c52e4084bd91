/**
 * Listeners of a Spring Boot application, and what Spring offers beside them.
 */
@NullMarked
package io.mmapring.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
