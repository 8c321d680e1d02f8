/**
 * A conformance suite for any POP3 server that can be reached over the network.
 *
 * <p>{@link io.pop3.conformance.Conformance} runs it from the command line, {@link
 * io.pop3.conformance.ConformanceTests} within a build, and {@link
 * io.pop3.conformance.ConformanceSuite} from anywhere else. Each case carries the id of the
 * requirement it decides.
 */
@NullMarked
package io.pop3.conformance;

import org.jspecify.annotations.NullMarked;
