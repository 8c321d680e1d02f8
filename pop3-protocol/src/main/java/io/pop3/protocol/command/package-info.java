/**
 * Commands: their values, their grammar, and the codec between the two.
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>A {@link io.pop3.protocol.command.Command} that exists can be written as one legal line; no
 *       argument can smuggle in a second command (ledger 1939-CMD-13).
 *   <li>Decoding never throws for content: a bad line is a {@link
 *       io.pop3.protocol.command.Rejection}, and nothing of it is executed.
 *   <li>Nothing here knows the state of a session.
 * </ol>
 *
 * <pre>
 *   line    = command CRLF
 *   command = "QUIT" / "CAPA" / "LANG" [SP lang-range]
 *           / "USER" SP name / "PASS" SP secret / "APOP" SP name SP digest
 *           / "AUTH" SP mech [SP initial] / "STLS" / "UTF8"
 *           / "STAT" / "NOOP" / "RSET"
 *           / "LIST" [SP msg] / "UIDL" [SP msg] / "RETR" SP msg / "DELE" SP msg
 *           / "TOP" SP msg SP count
 * </pre>
 */
@NullMarked
package io.pop3.protocol.command;

import org.jspecify.annotations.NullMarked;
