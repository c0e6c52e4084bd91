/**
 * What came of it, as tables and a chart.
 */
@NullMarked
package io.mmapring.benchmarks.report;

import org.jspecify.annotations.NullMarked;
