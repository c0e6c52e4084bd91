/**
 * Listeners that ask for messages of Spring Messaging. Internal.
 */
@NullMarked
package io.mmapring.spring.messaging;

import org.jspecify.annotations.NullMarked;
