/**
 * What an operator can set. Every record is immutable, validates itself completely, and says what
 * is wrong with the thing, its value and what was expected, all faults in one message.
 */
@NullMarked
package io.pop3.server.options;

import org.jspecify.annotations.NullMarked;
