/**
 * The keyed digests of the two old logins that rest on MD5: APOP (RFC 1939 section 7) and CRAM-MD5
 * (RFC 2195 section 2).
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>MD5 comes from Bouncy Castle's lightweight classes, so that both logins work on a JVM whose
 *       security policy forbids MD5. One class does this, and nothing else of the core uses it.
 *   <li>A digest is written as 32 lower-case hexadecimal digits (1939-APOP-4, 2195-RESP-1).
 *   <li>Digests are compared in constant time, whatever the case of the digits.
 *   <li>A copy made of a secret is wiped before the call returns.
 * </ol>
 *
 * <p>Past flaws of others: collisions of MD5 let a forged greeting draw parts of a password out of
 * an APOP client (CVE-2007-1558); the forgery needs a timestamp that is no message id, which {@link
 * io.pop3.protocol.model.ApopTimestamp} does not let exist.
 */
@NullMarked
package io.pop3.protocol.digest;

import org.jspecify.annotations.NullMarked;
