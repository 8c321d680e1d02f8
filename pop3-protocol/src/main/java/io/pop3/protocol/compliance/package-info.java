/**
 * Where this implementation is more tolerant than the RFCs, each tolerance with a name.
 *
 * <p>What belongs here: the list of deviations, the modes that switch them, and the listener that
 * hears of each use. What does not: the code that tolerates, which stands where the rule stands.
 */
@NullMarked
package io.pop3.protocol.compliance;

import org.jspecify.annotations.NullMarked;
