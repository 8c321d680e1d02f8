package io.pop3.protocol.fuzz;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientOptions;
import io.pop3.protocol.sasl.SaslConnection;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerOptions;
import io.pop3.protocol.sasl.SaslServerRequest;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.sasl.ScramDecoy;
import io.pop3.protocol.sasl.ScramKeys;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exchanges of both sides, for the one user there is; all that is random stays the same. */
final class SaslPeers {

  static final String USER = "tim";
  static final String PASSWORD = "pencil";
  static final String TOKEN = "token";
  static final String ANONYMOUS = "anonymous";
  static final byte[] SALT = new byte[16];

  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, new byte[32]));
  private static final SaslServerOptions SERVER_OPTIONS =
      SaslServerOptions.of(
          new FixedRandom(2),
          () -> new ApopTimestamp("<1896.697170952@postoffice.reston.mci.net>"),
          ScramDecoy.of(Secret.of("0123456789abcdef"), SALT.length, ScramKeys.MIN_ITERATIONS));
  private static final Map<ScramHash, ScramKeys> KEYS = keys();

  private SaslPeers() {}

  private static Map<ScramHash, ScramKeys> keys() {
    Map<ScramHash, ScramKeys> keys = new EnumMap<>(ScramHash.class);
    for (ScramHash hash : ScramHash.values()) {
      keys.put(hash, ScramKeys.derive(hash, Secret.of(PASSWORD), SALT, ScramKeys.MIN_ITERATIONS));
    }
    return keys;
  }

  static SaslServerExchange<String> server(SaslMechanism mechanism) {
    return SaslServerExchange.open(
        mechanism, SERVER_OPTIONS, new SaslConnection(Set.of(mechanism), BINDINGS));
  }

  /** A client that takes iteration counts within these bounds. */
  static SaslClientExchange client(
      SaslMechanism mechanism, boolean initialResponses, int leastIterations, int mostIterations) {
    SaslClientOptions.Builder options =
        SaslClientOptions.on(new FixedRandom(1), Set.of(mechanism), true)
            .iterations(leastIterations, mostIterations);
    if (mechanism.bindsChannel()) {
      options.bindings(BINDINGS);
    }
    if (!initialResponses) {
      options.withoutInitialResponses();
    }
    return SaslClientExchange.open(mechanism, credentials(mechanism), options.build());
  }

  private static SaslCredentials credentials(SaslMechanism mechanism) {
    return switch (mechanism) {
      case EXTERNAL -> SaslCredentials.certificate();
      case ANONYMOUS -> SaslCredentials.anonymous("trace");
      case OAUTHBEARER, XOAUTH2 ->
          SaslCredentials.token(Optional.of(new UserName(USER)), Secret.of(TOKEN));
      default -> SaslCredentials.password(new UserName(USER), Secret.of(PASSWORD));
    };
  }

  /**
   * Answers requests, as a directory with one user would, until the exchange wants something else.
   */
  static SaslServerStep<String> settle(SaslServerStep<String> first) {
    SaslServerStep<String> step = first;
    while (step instanceof SaslServerRequest<String> request) {
      shown(request);
      step = answer(request);
    }
    shown(step);
    return step;
  }

  private static void shown(SaslServerStep<String> step) {
    String text = step.toString();
    Expect.that(
        text.matches(
            "Challenge\\[\\d+ octets]|SaslServerRequest\\[[A-Z_]+]|Failure\\[reason=[A-Z_]+]"
                + "|Success\\[identity=(tim|anonymous)]"),
        "a text that shows no message",
        text);
  }

  private static SaslServerStep<String> answer(SaslServerRequest<String> request) {
    if (request instanceof SaslServerRequest.VerifyPassword<String> verify) {
      boolean right = isUser(verify.name()) && verify.password().equals(Secret.of(PASSWORD));
      return right ? verify.accept(USER) : verify.reject();
    }
    if (request instanceof SaslServerRequest.FindScramKeys<String> find) {
      return isUser(find.name()) ? find.found(USER, KEYS.get(find.hash())) : find.reject();
    }
    if (request instanceof SaslServerRequest.FindSharedSecret<String> find) {
      return isUser(find.name()) ? find.found(USER, Secret.of(PASSWORD)) : find.reject();
    }
    if (request instanceof SaslServerRequest.VerifyToken<String> verify) {
      boolean right =
          verify.user().map(SaslPeers::isUser).orElse(true)
              && verify.token().equals(Secret.of(TOKEN));
      return right ? verify.accept(USER) : verify.reject();
    }
    if (request instanceof SaslServerRequest.MapExternal<String> map) {
      return map.requested().map(SaslPeers::isUser).orElse(true) ? map.accept(USER) : map.reject();
    }
    if (request instanceof SaslServerRequest.AdmitAnonymous<String> admit) {
      return admit.accept(ANONYMOUS);
    }
    return request.reject();
  }

  private static boolean isUser(UserName name) {
    return name.value().equals(USER);
  }
}
