/**
 * SASL exchanges for both roles (RFC 4422, RFC 5034): PLAIN, LOGIN, CRAM-MD5, SCRAM with SHA-1,
 * SHA-256 and SHA-512, bound to the TLS channel or not, OAUTHBEARER, XOAUTH2, EXTERNAL, ANONYMOUS.
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>Messages in, steps out. No base64, no lines, no {@code *}: these belong to the connection,
 *       see {@link io.pop3.protocol.wire.StrictBase64}. No blocking: what only a user directory
 *       knows is a {@link io.pop3.protocol.sasl.SaslServerRequest} to the host.
 *   <li>Any octets at all lead to a declared step. {@link java.lang.IllegalStateException} is for a
 *       host that calls out of turn, {@link java.lang.IllegalArgumentException} for one that asks
 *       for what can't be.
 *   <li>Whether a mechanism may be used on a connection the host decides before it opens an
 *       exchange, so that nothing is decoded where nothing may be sent (decision A-34).
 *   <li>Names and passwords are prepared by {@link io.pop3.protocol.sasl.SaslPrep}, here and
 *       nowhere else, in both roles (decision A-46); what is signed is signed as received
 *       (5802-C1-7).
 *   <li>Secrets travel as octets. The exchange wipes its copies when it ends; what it hands out
 *       belongs to whom it is handed to. No {@code toString} shows more than kinds and lengths.
 *   <li>Proofs, digests and nonces are compared in constant time; a name that nobody has costs the
 *       same work and the same steps as one with a wrong password (4422-OUT-1, decision A-44).
 *   <li>Every message is bounded before it is looked at, every count before it is computed with.
 *   <li>Randomness is injected; there is no clock.
 * </ol>
 *
 * <pre>
 *   client                          server                              host of the server
 *   initialResponse() ------------&gt; start(message)
 *                                     VerifyPassword, FindScramKeys ---&gt; asks its directory
 *                                     &lt;------------------ accept(identity), found(…), reject()
 *   respond(challenge) &lt;------------ Challenge
 *     Response -------------------&gt; respond(message)
 *     Cancel ------ "*" ----------&gt; close()
 *   conclude() &lt;------ +OK --------- Success(identity)
 *   tokenError() &lt;---- -ERR -------- Failure(reason)
 * </pre>
 *
 * <p>Past flaws of others, and how each is prevented here:
 *
 * <ul>
 *   <li>A SCRAM server that did not compare the nonce of the client's second message with its own
 *       (CVE-2024-56128): the nonce, the binding and the proof are each checked, all of them
 *       always.
 *   <li>A SCRAM library that compared proofs with a loop that stops early (CVE-2025-59432): every
 *       comparison takes the same time.
 *   <li>A client that was told to demand channel binding and went on with a login that has none
 *       (CVE-2025-49146): such a mechanism is neither selected nor opened.
 *   <li>Clients that take the final success for the server's proof: {@link
 *       io.pop3.protocol.sasl.SaslClientExchange#conclude()} says no until the server's signature
 *       has been verified.
 *   <li>A man in the middle who strikes the {@code -PLUS} mechanisms from the list: the client says
 *       that it was offered none, signs that, and the server refuses (5802-CB-3).
 *   <li>A server that makes the client compute for hours, or lets it hash a single time: iteration
 *       counts have bounds in both directions.
 *   <li>Base64 decoders that skip what they don't know, or write past the end of a cut input
 *       (CVE-2018-6789): the codec accepts what it would itself have written, and nothing else.
 *   <li>A second user name in PLAIN taken for the proven one: whoever wants to act as another draws
 *       a request of its own, after the password was good, and the default answer is no.
 *   <li>User names from addresses that carried line ends into the protocol (CVE-2012-0036): a name
 *       with a control character is no {@link io.pop3.protocol.model.UserName}.
 *   <li>Names that look alike or normalise differently on two sides: one preparation, frozen at
 *       Unicode 3.2, whatever the JVM knows.
 * </ul>
 */
@NullMarked
package io.pop3.protocol.sasl;

import org.jspecify.annotations.NullMarked;
