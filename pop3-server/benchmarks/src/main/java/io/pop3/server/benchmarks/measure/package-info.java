/** Reads from Linux and from the JVM's log what servers use, and says how sure a figure is. */
@NullMarked
package io.pop3.server.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
