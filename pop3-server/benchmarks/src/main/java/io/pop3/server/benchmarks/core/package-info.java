/**
 * JMH benchmarks of the hot paths of the protocol core. Run with the GC profiler they show what is
 * allocated.
 *
 * <p>The coders allocate nothing per octet; a decoded command costs its own objects and no more.
 */
@NullMarked
package io.pop3.server.benchmarks.core;

import org.jspecify.annotations.NullMarked;
