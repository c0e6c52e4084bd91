/**
 * What an annotated method asks for: where it listens, how it is run, how it is called.
 * Internal.
 */
@NullMarked
package io.mmapring.spring.endpoint;

import org.jspecify.annotations.NullMarked;
