/**
 * The command line: one class for each command.
 */
@NullMarked
package io.mmapring.cli;

import org.jspecify.annotations.NullMarked;
