package io.pop3.conformance.toy;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.protocol.digest.CramMd5Digest;
import io.pop3.protocol.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** AUTH. */
final class ToySasl {

  private static final String MALFORMED = "-ERR malformed response\r\n";

  private final ToySession session;

  ToySasl(ToySession session) {
    this.session = session;
  }

  List<String> announced() {
    List<String> all = behavior().mechanisms(session.isTls());
    return session.mayUsePasswords()
        ? all
        : all.stream().filter(name -> !sendsPassword(name)).toList();
  }

  private static boolean sendsPassword(String mechanism) {
    return !mechanism.startsWith("SCRAM-") && !mechanism.equals("CRAM-MD5");
  }

  private ToyBehavior behavior() {
    return session.server().behavior();
  }

  String list() {
    return ToySession.listing("mechanisms", announced());
  }

  String run(List<String> arguments) throws IOException {
    String mechanism = arguments.get(0).toUpperCase(Locale.ROOT);
    if (arguments.size() > 2) {
      return session.bad("AUTH mechanism [response]");
    }
    if (!announced().contains(mechanism)) {
      return sendsPassword(mechanism) && !session.mayUsePasswords()
          ? behavior().refusedInCleartext(session, String.join(" ", arguments)) + "\r\n"
          : session.bad("unknown mechanism");
    }
    Optional<String> initial = arguments.stream().skip(1).findFirst();
    return switch (mechanism) {
      case "PLAIN" -> plain(initial);
      case "LOGIN" -> login(initial);
      case "CRAM-MD5" -> cram(initial);
      case "OAUTHBEARER", "XOAUTH2" -> token(mechanism, initial);
      case "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS" ->
          new ToyScram(session, this, mechanism).run(initial);
      default -> session.bad("unknown mechanism");
    };
  }

  /** A response that was asked for by a challenge, or the reply that ends the exchange. */
  record Response(Optional<String> octets, String refusal, boolean replaced) {
    private Response(Optional<String> octets, String refusal) {
      this(octets, refusal, false);
    }
  }

  Response ask(String mechanism, String challenge) throws IOException {
    session.channel().write("+ " + encode(challenge) + "\r\n");
    return read(mechanism);
  }

  private Response read(String mechanism) throws IOException {
    Optional<String> line = session.channel().readLine().map(ToyChannel.Line::text);
    if (line.isEmpty()) {
      return new Response(Optional.empty(), ToyBehavior.HANG_UP);
    }
    Optional<String> instead = behavior().insteadOfSasl(session, mechanism, line.get());
    if (instead.isPresent()) {
      return new Response(Optional.empty(), instead.get() + "\r\n", true);
    }
    if (line.get().length() > behavior().longestSaslLine()) {
      return new Response(Optional.empty(), "-ERR response too long\r\n");
    }
    return decoded(line.get());
  }

  Response initial(String base64) {
    return base64.equals("=") ? new Response(Optional.of(""), "") : decoded(base64);
  }

  private Response decoded(String base64) {
    if (base64.equals("*")) {
      return new Response(Optional.empty(), "-ERR cancelled\r\n");
    }
    return new Response(behavior().decode(base64), MALFORMED);
  }

  static String encode(String octets) {
    return Base64.getEncoder().encodeToString(Octets.bytes(octets));
  }

  static Optional<String> strictly(String base64) {
    try {
      String octets = Octets.text(Base64.getDecoder().decode(Octets.bytes(base64)));
      return encode(octets).equals(base64) ? Optional.of(octets) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String plain(Optional<String> initial) throws IOException {
    Response response = initial.isPresent() ? initial(initial.get()) : ask("PLAIN", "");
    return response.octets().isEmpty() ? response.refusal() : checkPlain(response.octets().get());
  }

  private String checkPlain(String message) {
    Optional<List<String>> parts = behavior().plainParts(message);
    if (parts.isEmpty() || !isUtf8(String.join("", parts.get()))) {
      return session.fail("");
    }
    String name = parts.get().get(1);
    boolean right =
        session.server().options().passwords()
            && name.equals(ToyServer.USER)
            && behavior().passwordMatches(parts.get().get(2), ToyServer.PASSWORD)
            && behavior().mayActAs(parts.get().get(0), name);
    return right ? session.enter() : session.fail(name);
  }

  private static boolean isUtf8(String octets) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Octets.bytes(octets)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private String login(Optional<String> initial) throws IOException {
    Response name = initial.isPresent() ? initial(initial.get()) : ask("LOGIN", "Username:");
    if (name.octets().isEmpty()) {
      return name.refusal();
    }
    Response password = ask("LOGIN", "Password:");
    if (password.octets().isEmpty()) {
      return password.refusal();
    }
    return checkPlain("\0" + name.octets().get() + "\0" + password.octets().get());
  }

  private String cram(Optional<String> initial) throws IOException {
    if (initial.isPresent() && !behavior().initialResponseToServerFirst()) {
      return session.bad("no initial response here");
    }
    String challenge = behavior().cramChallenge(session.server().nextSerial());
    Response response = ask("CRAM-MD5", challenge);
    if (response.octets().isEmpty()) {
      return response.refusal();
    }
    String right =
        ToyServer.USER
            + " "
            + CramMd5Digest.of(Octets.bytes(challenge), Secret.of(ToyServer.PASSWORD));
    return behavior().digestMatches(response.octets().get(), right)
        ? session.enter()
        : session.fail(ToyServer.USER);
  }

  /** No token is right. */
  private String token(String mechanism, Optional<String> initial) throws IOException {
    Response response = initial.isPresent() ? initial(initial.get()) : ask(mechanism, "");
    if (response.octets().isEmpty()) {
      return response.refusal();
    }
    Response answer = ask(mechanism, "{\"status\":\"invalid_token\"}");
    return answer.replaced() ? answer.refusal() : session.fail(ToyServer.USER);
  }
}
