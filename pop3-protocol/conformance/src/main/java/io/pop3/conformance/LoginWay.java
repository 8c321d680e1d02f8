package io.pop3.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.util.Base64;

/** The ways in which the suite logs in where the way is not what a case is about. */
enum LoginWay {
  USER_PASS {
    @Override
    Reply logIn(Dialogue dialogue, Reply greeting, String user, Secret password) {
      Reply named = dialogue.ask("USER " + Octets.utf8(user));
      return named.positive() ? pass(dialogue, password) : named;
    }
  },
  PLAIN {
    @Override
    Reply logIn(Dialogue dialogue, Reply greeting, String user, Secret password) {
      return plain(dialogue, "\0" + Octets.utf8(user) + "\0" + octets(password));
    }
  },
  APOP {
    @Override
    Reply logIn(Dialogue dialogue, Reply greeting, String user, Secret password) {
      ApopTimestamp timestamp =
          ApopTimestamp.find(greeting.text())
              .orElseThrow(() -> Undecided.notApplicable("the greeting has no timestamp"));
      String name = Octets.utf8(user);
      return dialogue.askSecretly(
          "APOP " + name + " " + ApopDigest.of(timestamp, password), "APOP " + name + " <digest>");
    }
  };

  /** Logs in; the reply decides whether that worked. */
  abstract Reply logIn(Dialogue dialogue, Reply greeting, String user, Secret password);

  static Reply pass(Dialogue dialogue, Secret password) {
    return dialogue.askSecretly("PASS " + octets(password), "PASS <password>");
  }

  /** Runs an AUTH PLAIN with this message, as an initial response where the line is short. */
  static Reply plain(Dialogue dialogue, String message) {
    String response = base64(message);
    if ("AUTH PLAIN ".length() + response.length() + 2 <= 255) {
      return dialogue.askSecretly("AUTH PLAIN " + response, "AUTH PLAIN <response>");
    }
    dialogue.write("AUTH PLAIN\r\n");
    Reply challenge = dialogue.readFirstLine("AUTH PLAIN");
    return challenge.status() == Reply.Status.CONTINUE
        ? dialogue.askSecretly(response, "AUTH PLAIN <response>")
        : challenge;
  }

  static String base64(String octets) {
    return Base64.getEncoder().encodeToString(Octets.bytes(octets));
  }

  static String octets(Secret secret) {
    return Octets.text(secret.reveal());
  }

  static Secret other(Secret password) {
    return Secret.of((octets(password) + "-wrong").getBytes(UTF_8));
  }
}
