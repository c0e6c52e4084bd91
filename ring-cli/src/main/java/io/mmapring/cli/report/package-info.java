/**
 * How commands say what they found: lines, tables, JSON.
 */
@NullMarked
package io.mmapring.cli.report;

import org.jspecify.annotations.NullMarked;
