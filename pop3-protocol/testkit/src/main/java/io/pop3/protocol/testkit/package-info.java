/**
 * Property-test the grammar of POP3: values to draw, laws to check, models to compare with.
 *
 * <p>Three kinds of things stand here, each usable without the others:
 *
 * <ol>
 *   <li>{@link io.pop3.protocol.testkit.Pop3Arbitraries} draws commands, lines, messages and ways
 *       to cut a stream; {@link io.pop3.protocol.testkit.Pop3Domain} offers them to a jqwik
 *       property by their types.
 *   <li>{@link io.pop3.protocol.testkit.WireModel} and {@link
 *       io.pop3.protocol.testkit.GrammarModel} say what is right, in the plainest code we could
 *       write and without a line of the implementation.
 *   <li>{@link io.pop3.protocol.testkit.Laws} ties both to the implementation, and throws {@link
 *       java.lang.AssertionError} where they disagree.
 * </ol>
 *
 * <p>What belongs here: whatever a test of any POP3 software can use. What does not: tests of this
 * project's own classes, which stand in the test sources beside this package.
 */
@NullMarked
package io.pop3.protocol.testkit;

import org.jspecify.annotations.NullMarked;
