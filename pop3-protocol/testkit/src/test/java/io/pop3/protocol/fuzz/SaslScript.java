package io.pop3.protocol.fuzz;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientStep;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.sasl.ScramKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the right user says to the server, and what the right server says to the client. */
final class SaslScript {

  private final List<byte[]> responses = new ArrayList<>();
  private final List<byte[]> challenges = new ArrayList<>();

  private SaslScript() {}

  static SaslScript of(SaslMechanism mechanism) {
    SaslScript script = new SaslScript();
    script.play(mechanism);
    // One iteration is enough for the client's side, which then has little to compute.
    mechanism.scramHash().ifPresent(hash -> script.playScramServer(mechanism, hash));
    return script;
  }

  /** From the first message of the client on, whether it comes with AUTH or not. */
  List<byte[]> responses() {
    return responses;
  }

  /** From the first challenge on that is not the empty one before the client's first message. */
  List<byte[]> challenges() {
    return challenges;
  }

  private void play(SaslMechanism mechanism) {
    SaslServerExchange<String> server = SaslPeers.server(mechanism);
    SaslClientExchange client =
        SaslPeers.client(mechanism, true, ScramKeys.MIN_ITERATIONS, ScramKeys.MIN_ITERATIONS);
    Optional<Secret> initial = client.initialResponse();
    boolean first = initial.isEmpty() && mechanism.isClientFirst();
    initial.ifPresent(message -> responses.add(message.reveal()));
    SaslServerStep<String> step = SaslPeers.settle(server.start(initial));
    while (step instanceof SaslServerStep.Challenge<String> challenge) {
      if (!first) {
        challenges.add(challenge.octets());
      }
      first = false;
      SaslClientStep answer = client.respond(Secret.of(challenge.octets()));
      Secret response = ((SaslClientStep.Response) answer).response();
      responses.add(response.reveal());
      step = SaslPeers.settle(server.respond(response));
    }
    Expect.that(
        step.kind() == SaslServerStep.Kind.SUCCESS && client.conclude().isEmpty(),
        "a login by " + mechanism,
        step);
  }

  private void playScramServer(SaslMechanism mechanism, ScramHash hash) {
    SaslClientExchange client = SaslPeers.client(mechanism, false, 1, 1);
    client.initialResponse();
    String first = text(respond(client, new byte[0]));
    String bare = first.substring(first.indexOf("n=", 1));
    String nonce = bare.substring(bare.indexOf(",r=") + 3) + "server";
    String challenge = "r=" + nonce + ",s=" + base64(SaslPeers.SALT) + ",i=1";
    String last = text(respond(client, octets(challenge)));
    String signed = bare + "," + challenge + "," + last.substring(0, last.lastIndexOf(",p="));
    byte[] salted = hmac(hash, octets(SaslPeers.PASSWORD), Arrays.copyOf(SaslPeers.SALT, 20), 1);
    byte[] signature = hmac(hash, hmac(hash, salted, octets("Server Key"), 0), octets(signed), 0);
    challenges.clear();
    challenges.add(octets(challenge));
    challenges.add(octets("v=" + base64(signature)));
  }

  private static byte[] respond(SaslClientExchange client, byte[] challenge) {
    return ((SaslClientStep.Response) client.respond(Secret.of(challenge))).response().reveal();
  }

  /** HMAC of a text whose last octet is raised by a number. */
  private static byte[] hmac(ScramHash hash, byte[] key, byte[] text, int raise) {
    byte[] raised = text.clone();
    raised[raised.length - 1] += (byte) raise;
    String algorithm = "HmacSHA" + hash.name().substring(hash.name().indexOf('_') + 1);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(raised);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(algorithm, impossible);
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
