/** Tables and charts of what was measured. */
@NullMarked
package io.pop3.server.benchmarks.report;

import org.jspecify.annotations.NullMarked;
