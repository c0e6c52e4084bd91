/**
 * The life of listeners: finds, starts, watches and stops them. Internal.
 */
@NullMarked
package io.mmapring.spring.listener;

import org.jspecify.annotations.NullMarked;
