/**
 * Messages for clients without UTF-8 mode (RFC 6856 section 2.1, decision A-50).
 *
 * <p>Theory of operation:
 *
 * <ol>
 *   <li>Only the header section matters: up to and including the first empty line. What is behind
 *       it passes unchanged, 8-bit or not; so do header fields that are ASCII.
 *   <li>Every other header field is rewritten by itself, in the manner of RFC 6858: text and names
 *       of people become encoded-words (RFC 2047), parameters of MIME fields take the form of RFC
 *       2231, an address that conventional mail can't use becomes one that nobody has, and a field
 *       that nothing of this can show is left out. Octets that are no UTF-8 are said to be {@code
 *       unknown-8bit}. RFC 6858 would leave out more: all MIME parameters and all text but Subject
 *       that go beyond ASCII. It also rewrites the headers of body parts, which are body here.
 *   <li>The rewriting works in front of {@link io.pop3.protocol.wire.TopFilter} and {@link
 *       io.pop3.protocol.wire.WireEncoder}, on stored octets: line ends, dots and counting are
 *       theirs. So LIST, STAT, RETR and TOP agree by construction, as long as all go through it.
 *   <li>State is bounded by {@link io.pop3.protocol.downgrade.SurrogateEncoder#MAX_FIELD_OCTETS},
 *       however long a field is: a longer one is rewritten in pieces.
 * </ol>
 *
 * <p>What does not belong here: which policy a server follows, and remembering sizes.
 */
@NullMarked
package io.pop3.protocol.downgrade;

import org.jspecify.annotations.NullMarked;
