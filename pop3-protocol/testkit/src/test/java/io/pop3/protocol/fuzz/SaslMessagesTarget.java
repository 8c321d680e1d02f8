package io.pop3.protocol.fuzz;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientStep;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.testkit.OctetString;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages of SASL, into an exchange of either side. One octet each chooses the mechanism, the
 * side, and whether there is an initial response. The messages follow, parted by 0xFF. A message of
 * 0xFE stands for the right one; behind it, pairs of octets replace octets of it, and a single
 * octet cuts it short.
 */
public final class SaslMessagesTarget {

  private static final int RIGHT = 0xFE;
  private static final int MAX_ROUNDS = 5;
  private static final int MAX_CHALLENGE_OCTETS = 12_000;
  private static final int MAX_CHALLENGES = 10;
  private static final Map<SaslMechanism, SaslScript> SCRIPTS = scripts();

  private final SaslMechanism mechanism;
  private final boolean initial;
  private final List<byte[]> messages;
  private int used;
  private boolean allRight = true;

  private SaslMessagesTarget(FuzzInput input) {
    this.mechanism = input.choice(List.of(SaslMechanism.values()));
    this.initial = input.flag();
    this.messages = input.messages();
  }

  private static Map<SaslMechanism, SaslScript> scripts() {
    Map<SaslMechanism, SaslScript> scripts = new EnumMap<>(SaslMechanism.class);
    for (SaslMechanism mechanism : SaslMechanism.values()) {
      scripts.put(mechanism, SaslScript.of(mechanism));
    }
    return scripts;
  }

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    endsInLogin(data);
  }

  /** Runs the target, and says whether there was a login. */
  static boolean endsInLogin(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    boolean serving = input.flag();
    SaslMessagesTarget target = new SaslMessagesTarget(input);
    return serving ? target.serve() : target.request();
  }

  private boolean serve() {
    List<byte[]> right = SCRIPTS.get(mechanism).responses();
    SaslServerExchange<String> server = SaslPeers.server(mechanism);
    Optional<Secret> first = initial ? Optional.of(next(right, 0)) : Optional.empty();
    int given = initial ? 1 : 0;
    SaslServerStep<String> step = SaslPeers.settle(server.start(first));
    int rounds = 0;
    while (step instanceof SaslServerStep.Challenge<String> challenge) {
      Expect.that(++rounds <= MAX_ROUNDS, "an end after " + MAX_ROUNDS + " challenges", mechanism);
      int octets = challenge.octets().length;
      Expect.that(octets <= MAX_CHALLENGE_OCTETS, "a challenge that can be sent", octets);
      step = SaslPeers.settle(server.respond(next(right, given)));
      given++;
    }
    Expect.that(server.toString().endsWith(", ENDED]"), "the end", server);
    boolean login = step.kind() == SaslServerStep.Kind.SUCCESS;
    boolean forged = login && mechanism.scramHash().isPresent() && !allRight;
    Expect.that(!forged, "no login by altered messages", mechanism);
    return login;
  }

  private boolean request() {
    List<byte[]> right = SCRIPTS.get(mechanism).challenges();
    SaslClientExchange client = SaslPeers.client(mechanism, initial, 1, 10);
    Optional<Secret> first = client.initialResponse();
    boolean firstOwed = first.isEmpty() && mechanism.isClientFirst();
    int challenges = Math.min(messages.size(), MAX_CHALLENGES);
    for (int i = 0; i < challenges; i++) {
      int index = firstOwed ? i - 1 : i;
      Secret challenge = next(right, index);
      SaslClientStep step = client.respond(challenge);
      if (step instanceof SaslClientStep.Cancel cancel) {
        Expect.that(
            client.conclude().equals(Optional.of(cancel.fault())), "no login", client.conclude());
        return false;
      }
      showsNoPassword(challenge, ((SaslClientStep.Response) step).response());
    }
    String error = client.tokenError().toString();
    Expect.that(!error.contains(SaslPeers.TOKEN + "\u0001"), "no token", error);
    String shown = client.toString();
    Expect.that(shown.matches("SaslClientExchange\\[[A-Z0-9-]+, [A-Z_]+]"), "no message", shown);
    boolean login = client.conclude().isEmpty();
    boolean forged =
        login && mechanism.scramHash().isPresent() && !(allRight && used >= right.size());
    Expect.that(!forged, "no login at a server that does not know the password", mechanism);
    return login;
  }

  private void showsNoPassword(Secret challenge, Secret response) {
    boolean passwordIsSent = mechanism == SaslMechanism.PLAIN || mechanism == SaslMechanism.LOGIN;
    String said = OctetString.of(response.reveal()).toLatin1();
    String heard = OctetString.of(challenge.reveal()).toLatin1();
    Expect.that(
        passwordIsSent || !said.contains(SaslPeers.PASSWORD) || heard.contains("encil"),
        "no password",
        mechanism);
  }

  /** The next message; an empty one when there are no more. */
  private Secret next(List<byte[]> right, int index) {
    byte[] wanted = index >= 0 && index < right.size() ? right.get(index) : new byte[0];
    byte[] message = used < messages.size() ? messages.get(used) : new byte[0];
    used++;
    if (message.length > 0 && (message[0] & 0xFF) == RIGHT) {
      message = altered(wanted, message);
    }
    allRight &= Arrays.equals(message, wanted);
    return Secret.of(message);
  }

  private static byte[] altered(byte[] right, byte[] edits) {
    byte[] altered = right.clone();
    if (right.length == 0) {
      return altered;
    }
    int i = 1;
    while (i + 1 < edits.length) {
      altered[(edits[i] & 0xFF) % altered.length] = edits[i + 1];
      i += 2;
    }
    return i < edits.length ? Arrays.copyOf(altered, (edits[i] & 0xFF) % altered.length) : altered;
  }
}
