package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.conformance.internal.wire.Reply.Status;
import io.pop3.conformance.internal.wire.Scram;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One SCRAM exchange, step by step, with every step open to mischief. */
final class ScramExchange {

  private static final Pattern SERVER_FIRST =
      Pattern.compile("r=([^,]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9][0-9]{0,8})(,.*)?");
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final String CLIENT_NONCE = "fyko+d2lbbFgONRv9qkxdawL";

  private final Lab lab;
  private final Dialogue session;
  private final String mechanism;
  private String user;
  private Reply serverFirst;
  private String clientFirstBare = "";
  private String serverFirstText = "";
  private String nonce = "";
  private byte[] salt = {};
  private int iterations;
  private String signature = "";

  ScramExchange(Lab lab, Dialogue session, String mechanism) {
    this.lab = lab;
    this.session = session;
    this.mechanism = mechanism;
    this.user = lab.user();
    this.serverFirst = lab.greetingOf(session);
  }

  /** Gives another name than the account's. */
  ScramExchange forUser(String name) {
    user = name;
    return this;
  }

  Dialogue session() {
    return session;
  }

  /** Sends the client's first message and reads the server's, which must be well-formed. */
  void first(String gs2, String extension) {
    Reply reply = start(gs2, extension);
    Dialogue.requireChallenge(reply);
    readServerFirst();
  }

  /** Sends the client's first message and reads what comes. */
  Reply start(String gs2, String extension) {
    String name = user.replace("=", "=3D").replace(",", "=2C");
    clientFirstBare = "n=" + name + ",r=" + CLIENT_NONCE + extension;
    serverFirst = send(gs2 + clientFirstBare);
    return serverFirst;
  }

  /** Starts the exchange with any message at all. */
  Reply send(String message) {
    String response = LoginWay.base64(message);
    String line = "AUTH " + mechanism + " " + response;
    if (line.length() + 2 <= 255) {
      return SaslCases.start(session, line);
    }
    Reply challenge = SaslCases.start(session, "AUTH " + mechanism);
    return challenge.status() == Status.CONTINUE ? SaslCases.respond(session, response) : challenge;
  }

  /** Takes the server's first message apart. */
  void readServerFirst() {
    serverFirstText = decoded(serverFirst);
    Matcher matcher = SERVER_FIRST.matcher(serverFirstText);
    Expect.that(matcher.matches(), "r=nonce,s=salt,i=iterations", Octets.show(serverFirstText));
    nonce = matcher.group(1);
    salt = Base64.getDecoder().decode(matcher.group(2));
    iterations = Integer.parseInt(matcher.group(3));
    Expect.that(
        nonce.startsWith(CLIENT_NONCE) && nonce.length() > CLIENT_NONCE.length(),
        "the client's nonce and the server's behind it",
        Octets.show(nonce));
    Expect.that(
        iterations <= MOST_ITERATIONS,
        "an iteration count of at most " + MOST_ITERATIONS,
        "i=" + iterations);
  }

  int iterations() {
    return iterations;
  }

  String salt() {
    return Base64.getEncoder().encodeToString(salt);
  }

  String serverNonce() {
    return nonce.substring(CLIENT_NONCE.length());
  }

  /** From now on the nonce is another one than the server's. */
  void spoilNonce() {
    char end = nonce.charAt(nonce.length() - 1);
    nonce = nonce.substring(0, nonce.length() - 1) + (end == 'x' ? 'y' : 'x');
  }

  /** The right proof for a last message. */
  String proof(String gs2, String extension) {
    return proofOf(lastWithoutProof(gs2, extension));
  }

  /** A proof made with another password. */
  String wrongProof() {
    Scram.Proof wrong =
        Scram.of(mechanism)
            .prove(
                LoginWay.other(lab.password()).reveal(),
                salt,
                iterations,
                authMessage(lastWithoutProof("n,,", "")));
    return wrong.proof();
  }

  private String proofOf(String withoutProof) {
    Scram.Proof both =
        Scram.of(mechanism)
            .prove(lab.password().reveal(), salt, iterations, authMessage(withoutProof));
    signature = both.signature();
    return both.proof();
  }

  private String authMessage(String withoutProof) {
    return clientFirstBare + "," + serverFirstText + "," + withoutProof;
  }

  private String lastWithoutProof(String boundOctets, String extension) {
    return "c=" + LoginWay.base64(boundOctets) + ",r=" + nonce + extension;
  }

  /** Sends the last message and reads what comes. */
  Reply last(String gs2, String extension, String proof) {
    String message = lastWithoutProof(gs2, extension) + ",p=" + proof;
    return SaslCases.respond(session, LoginWay.base64(message));
  }

  /** Sends a last message that is bound to the channel. */
  Reply lastBound(String gs2, String data) {
    String withoutProof = lastWithoutProof(gs2 + data, "");
    String message = withoutProof + ",p=" + proofOf(withoutProof);
    return SaslCases.respond(session, LoginWay.base64(message));
  }

  /** The server's signature that goes with the last right proof. */
  String signature() {
    return signature;
  }

  /** Sends a line as a response. */
  Reply answer(String line) {
    return SaslCases.respond(session, line);
  }

  /** The hash of the server's certificate (RFC 5929 section 4.1). */
  String endPointData() {
    try {
      X509Certificate certificate =
          (X509Certificate) session.link().tlsSession().getPeerCertificates()[0];
      String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
      Matcher hash = Pattern.compile("^SHA(1|224|256|384|512)WITH").matcher(name);
      boolean old = name.startsWith("MD5") || name.startsWith("SHA1WITH");
      if (!old && !hash.find()) {
        throw Undecided.notApplicable("the certificate's signature has no one hash: " + name);
      }
      String digest = old ? "SHA-256" : "SHA-" + hash.group(1);
      return Octets.text(MessageDigest.getInstance(digest).digest(certificate.getEncoded()));
    } catch (SSLPeerUnverifiedException e) {
      throw new Discrepancy("a certificate", "none");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("hash: missing (expected: a platform that has it)", e);
    }
  }

  /** The octets of a challenge. */
  static String decoded(Reply challenge) {
    try {
      return Octets.text(Base64.getDecoder().decode(challenge.text()));
    } catch (IllegalArgumentException e) {
      throw new Discrepancy("+ and base64", challenge.shown());
    }
  }
}
