/**
 * Auto-configuration, properties and failure analysis for Spring Boot.
 */
@NullMarked
package io.mmapring.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
