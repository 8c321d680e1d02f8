package io.pop3.conformance.toy;

import io.pop3.conformance.toy.ToyMaildrop.Message;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a toy server does where it could go wrong. As it stands it is right; a fault overrides what
 * it gets wrong.
 */
public class ToyBehavior {

  /** As a reply: ends the connection instead of one. */
  public static final String HANG_UP = "<hang up>";

  // Replies.

  /** A reply that takes the place of what the server would do. */
  protected Optional<String> instead(ToySession session, String line) {
    return Optional.empty();
  }

  /** What is sent in the place of a complete reply. */
  protected String rewrite(ToySession session, String line, String reply) {
    return reply;
  }

  /** The lines of CAPA. */
  protected List<String> capabilities(ToySession session, List<String> right) {
    return right;
  }

  // The connection.

  protected boolean greetsFirst() {
    return true;
  }

  protected String greeting(String timestamp) {
    return "+OK Toy ready " + timestamp;
  }

  protected String timestamp(long serial) {
    return "<" + serial + ".1896@toy.example>";
  }

  /** What a line is taken for, its CRLF removed. */
  protected String preprocess(String line) {
    return line;
  }

  protected boolean bareLfEndsLine() {
    return false;
  }

  protected boolean takesSegmentsForLines() {
    return false;
  }

  protected int longestLine() {
    return 255;
  }

  protected int longestSaslLine() {
    return 65_536;
  }

  protected boolean endsAtEndlessLine() {
    return true;
  }

  /** Whether the rest of an over-long line is taken for a line. */
  protected boolean cutsLongLines() {
    return false;
  }

  protected boolean forgetsPipelined() {
    return false;
  }

  /** What is done with the beginning of a line when the input ends. */
  protected Optional<String> lineAtEnd(String partial) {
    return Optional.empty();
  }

  protected boolean endsAtHalfClose() {
    return false;
  }

  protected boolean endsWhenIdle() {
    return false;
  }

  protected boolean closesAfterQuit() {
    return true;
  }

  protected boolean sendsCloseAlert() {
    return true;
  }

  protected boolean goesOnAfterLostReply() {
    return false;
  }

  protected int badCommands() {
    return 20;
  }

  protected int failedLogins() {
    return 3;
  }

  // TLS.

  /** Octets in the place of a handshake. */
  protected Optional<byte[]> serverHello() {
    return Optional.empty();
  }

  protected boolean speaksCleartextOnTlsPort() {
    return false;
  }

  protected boolean goesOnWithoutHandshake() {
    return false;
  }

  /** What becomes of octets behind STLS. */
  public enum Injection {
    REFUSED,
    DROPPED,
    RUN
  }

  protected Injection injection() {
    return Injection.REFUSED;
  }

  protected boolean greetsUnderTls() {
    return false;
  }

  protected boolean keepsNameOverStls() {
    return false;
  }

  // Logins.

  protected boolean passNeedsUser() {
    return true;
  }

  protected boolean keepsNameAfterFailure() {
    return false;
  }

  protected boolean keepsNameOverCommands() {
    return false;
  }

  protected boolean passwordMatches(String given, String password) {
    return prepared(given).equals(password);
  }

  /** As much of SASLprep as the suite can ask for: a soft hyphen vanishes. */
  protected static String prepared(String text) {
    return text.replace("\u00C2\u00AD", "");
  }

  protected String loginFailure(String name) {
    return "-ERR [AUTH] wrong name or password";
  }

  protected boolean failureSpoilsConnection() {
    return false;
  }

  protected boolean entersTransaction() {
    return true;
  }

  protected boolean digestMatches(String given, String right) {
    return given.equalsIgnoreCase(right);
  }

  protected boolean enforcesLoginDelay() {
    return true;
  }

  protected String refusedInCleartext(ToySession session, String line) {
    return "-ERR use TLS";
  }

  // The maildrop.

  protected boolean locks() {
    return true;
  }

  protected boolean checksLockBeforePassword() {
    return false;
  }

  protected void unlockAtQuit(ToyMaildrop maildrop) {
    maildrop.unlock();
  }

  protected void unlockAtEnd(ToyMaildrop maildrop) {
    maildrop.unlock();
  }

  /** Called when the session ends without QUIT. */
  protected void ended(ToySession session, boolean byError) {}

  /** What QUIT removes. */
  protected List<Message> removedAtQuit(ToySession session, List<Message> marked) {
    return marked;
  }

  protected boolean quitNeedsReader() {
    return false;
  }

  protected String uid(ToySession session, Message message) {
    return message.uid();
  }

  /** The number that a text stands for; empty if it is none. */
  protected OptionalInt number(String text, int count) {
    if (!text.matches("[0-9]+")) {
      return OptionalInt.empty();
    }
    BigInteger value = new BigInteger(text);
    return value.signum() > 0 && value.compareTo(BigInteger.valueOf(count)) <= 0
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  /** The number of lines that a text stands for. */
  protected Optional<BigInteger> lines(String text) {
    return text.matches("[0-9]+") ? Optional.of(new BigInteger(text)) : Optional.empty();
  }

  // Messages.

  /** A stored message on the wire. */
  protected String wire(ToySession session, String stored) {
    String repaired = stored.replaceAll("(?<!\r)\n", "\r\n");
    return repaired.isEmpty() || repaired.endsWith("\r\n") ? repaired : repaired + "\r\n";
  }

  protected long size(ToySession session, String wire) {
    return wire.length();
  }

  /** A message without its body beyond some lines. */
  protected String top(String wire, BigInteger lines) {
    int header = headerLength(wire);
    if (header < 0) {
      return wire;
    }
    int end = header;
    BigInteger left = lines;
    while (left.signum() > 0 && end < wire.length()) {
      end = wire.indexOf("\r\n", end) + 2;
      left = left.subtract(BigInteger.ONE);
    }
    return wire.substring(0, end);
  }

  /** The length of the header with its empty line; negative if there is none. */
  protected int headerLength(String wire) {
    if (wire.startsWith("\r\n")) {
      return 2;
    }
    int end = wire.indexOf("\r\n\r\n");
    return end < 0 ? -1 : end + 4;
  }

  /** A message as the body of a multi-line reply. */
  protected String encode(String wire) {
    StringBuilder body = new StringBuilder(wire.length() + 64);
    int start = 0;
    while (start < wire.length()) {
      int end = wire.indexOf("\r\n", start) + 2;
      if (wire.charAt(start) == '.' && stuffs(start)) {
        body.append('.');
      }
      body.append(wire, start, end);
      start = end;
    }
    return body.append(".\r\n").toString();
  }

  /** Whether a dot at the start of a line gets another one. */
  protected boolean stuffs(int offset) {
    return true;
  }

  // SASL.

  protected List<String> mechanisms(boolean tls) {
    return tls
        ? List.of(
            "PLAIN",
            "LOGIN",
            "CRAM-MD5",
            "SCRAM-SHA-256",
            "SCRAM-SHA-256-PLUS",
            "OAUTHBEARER",
            "XOAUTH2")
        : List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256");
  }

  /** A reply in the place of what an exchange would answer to a response. */
  protected Optional<String> insteadOfSasl(ToySession session, String mechanism, String response) {
    return Optional.empty();
  }

  /** The octets of a response; empty if it is malformed. */
  protected Optional<String> decode(String base64) {
    return ToySasl.strictly(base64);
  }

  /** Takes a PLAIN message apart: authorization identity, name, password; empty if malformed. */
  protected Optional<List<String>> plainParts(String message) {
    List<String> parts = List.of(message.split("\0", -1));
    return parts.size() == 3 && !parts.get(1).isEmpty() && !parts.get(2).isEmpty()
        ? Optional.of(parts)
        : Optional.empty();
  }

  protected boolean mayActAs(String identity, String name) {
    return identity.isEmpty() || identity.equals(name);
  }

  protected String cramChallenge(long serial) {
    return "<" + serial + ".2195@toy.example>";
  }

  protected boolean initialResponseToServerFirst() {
    return false;
  }

  /** What a SCRAM server may get wrong. */
  public enum ScramCheck {
    FLAG,
    NAME_ESCAPE,
    MANDATORY_EXTENSION,
    BINDING_TYPE,
    BINDING_UNDER_BARE_NAME,
    DOWNGRADE,
    NONCE,
    BINDING,
    PROOF,
    LAST_ANSWER
  }

  protected boolean checks(ScramCheck check) {
    return true;
  }

  protected String scramNonce(long serial) {
    return "3rfcNHYJY1ZVvWVs7j" + serial;
  }

  protected String scramIterations() {
    return "4096";
  }

  protected String scramSignature(String right) {
    return right;
  }

  protected String scramBinding(String right) {
    return right;
  }

  /** The salt of a name that there is no account for. */
  protected String scramSaltOfUnknown(String name, long serial) {
    return "salt of " + name;
  }

  protected boolean scramTakesExtensions() {
    return true;
  }

  protected boolean scramSignatureOnOkLine() {
    return false;
  }
}
