/** The benchmark program: what is measured, in which order, and how it is told. */
@NullMarked
package io.pop3.server.benchmarks.command;

import org.jspecify.annotations.NullMarked;
