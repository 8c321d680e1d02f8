package io.pop3.conformance.toy;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Scram;
import io.pop3.conformance.toy.ToyBehavior.ScramCheck;
import io.pop3.conformance.toy.ToySasl.Response;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SCRAM-SHA-256, with tls-server-end-point under its -PLUS name. */
final class ToyScram {

  private static final String SALT = "salt of the toy";
  private static final Pattern FIRST =
      Pattern.compile("(([^,]*),([^,]*),)((m=[^,]*,)?n=([^,]*),r=([^,]+)(,.*)?)");
  private static final Pattern LAST = Pattern.compile("(c=([^,]*),r=([^,]*)(,.*)?),p=([^,]*)");

  private final ToySession session;
  private final ToySasl sasl;
  private final String mechanism;
  private String gs2 = "";
  private String firstBare = "";
  private String clientNonce = "";
  private String name = "";
  private String salt = SALT;

  ToyScram(ToySession session, ToySasl sasl, String mechanism) {
    this.session = session;
    this.sasl = sasl;
    this.mechanism = mechanism;
  }

  private ToyBehavior behavior() {
    return session.server().behavior();
  }

  private boolean checks(ScramCheck check) {
    return behavior().checks(check);
  }

  String run(Optional<String> initial) throws IOException {
    Response first = initial.isPresent() ? sasl.initial(initial.get()) : sasl.ask(mechanism, "");
    if (first.octets().isEmpty()) {
      return first.refusal();
    }
    if (!takeFirst(first.octets().get())) {
      return session.fail("");
    }
    if (!name.equals(ToyServer.USER)) {
      salt = behavior().scramSaltOfUnknown(name, session.server().nextSerial());
    }
    String nonce = clientNonce + behavior().scramNonce(session.server().nextSerial());
    String serverFirst =
        "r=" + nonce + ",s=" + ToySasl.encode(salt) + ",i=" + behavior().scramIterations();
    Response last = sasl.ask(mechanism, serverFirst);
    return last.octets().isEmpty()
        ? last.refusal()
        : finish(last.octets().get(), serverFirst, nonce);
  }

  private boolean takeFirst(String message) {
    Matcher matcher = FIRST.matcher(message);
    if (!matcher.matches()) {
      return false;
    }
    gs2 = matcher.group(1);
    firstBare = matcher.group(4);
    clientNonce = matcher.group(7);
    if (matcher.group(8) != null && !behavior().scramTakesExtensions()) {
      return false;
    }
    if (matcher.group(5) != null && checks(ScramCheck.MANDATORY_EXTENSION)) {
      return false;
    }
    name = matcher.group(6);
    boolean escaped = name.replace("=2C", "").replace("=3D", "").indexOf('=') < 0;
    return (escaped || !checks(ScramCheck.NAME_ESCAPE)) && takesFlag(matcher.group(2));
  }

  private boolean takesFlag(String flag) {
    boolean plus = mechanism.endsWith("-PLUS");
    if (flag.startsWith("p=")) {
      boolean known = flag.equals("p=tls-server-end-point") || !checks(ScramCheck.BINDING_TYPE);
      return plus ? known : !checks(ScramCheck.BINDING_UNDER_BARE_NAME);
    }
    if (flag.equals("y")) {
      return !plus && (!session.isTls() || !checks(ScramCheck.DOWNGRADE));
    }
    return !plus && (flag.equals("n") || !checks(ScramCheck.FLAG));
  }

  private String finish(String message, String serverFirst, String nonce) throws IOException {
    Matcher matcher = LAST.matcher(message);
    if (!matcher.matches()
        || (matcher.group(4) != null && !behavior().scramTakesExtensions())
        || (checks(ScramCheck.NONCE) && !matcher.group(3).equals(nonce))
        || (checks(ScramCheck.BINDING) && !matcher.group(2).equals(binding()))) {
      return session.fail(ToyServer.USER);
    }
    Scram.Proof right =
        Scram.of(mechanism)
            .prove(
                Octets.bytes(ToyServer.PASSWORD),
                Octets.bytes(salt),
                Integer.parseInt(behavior().scramIterations()),
                firstBare + "," + serverFirst + "," + matcher.group(1));
    boolean proven = matcher.group(5).equals(right.proof()) && name.equals(ToyServer.USER);
    if (checks(ScramCheck.PROOF) && !proven) {
      return session.fail(ToyServer.USER);
    }
    String signature = "v=" + behavior().scramSignature(right.signature());
    if (behavior().scramSignatureOnOkLine()) {
      return session.enter().replace("\r\n", " " + ToySasl.encode(signature) + "\r\n");
    }
    Response answer = sasl.ask(mechanism, signature);
    boolean empty = answer.octets().filter(String::isEmpty).isPresent();
    return empty || !checks(ScramCheck.LAST_ANSWER) ? session.enter() : "-ERR not empty\r\n";
  }

  private String binding() {
    String data = mechanism.endsWith("-PLUS") ? certificateHash() : "";
    return behavior().scramBinding(ToySasl.encode(gs2 + data));
  }

  private String certificateHash() {
    try {
      byte[] certificate =
          ToyCertificate.of(session.server().options().key()).certificate().getEncoded();
      return Octets.text(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
