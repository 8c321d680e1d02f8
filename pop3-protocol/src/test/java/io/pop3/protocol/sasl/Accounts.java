package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerRequest.AdmitAnonymous;
import io.pop3.protocol.sasl.SaslServerRequest.Authorize;
import io.pop3.protocol.sasl.SaslServerRequest.FindScramKeys;
import io.pop3.protocol.sasl.SaslServerRequest.FindSharedSecret;
import io.pop3.protocol.sasl.SaslServerRequest.MapExternal;
import io.pop3.protocol.sasl.SaslServerRequest.VerifyPassword;
import io.pop3.protocol.sasl.SaslServerRequest.VerifyToken;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A user directory in memory that answers what exchanges ask; identities are prepared names. */
final class Accounts {

  static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  static final ApopTimestamp CHALLENGE =
      new ApopTimestamp("<1896.697170952@postoffice.reston.mci.net>");
  static final SaslServerOptions OPTIONS =
      SaslServerOptions.of(
          new SecureRandom(),
          () -> CHALLENGE,
          ScramDecoy.of(Secret.of("0123456789abcdef"), SALT.length, ScramKeys.MIN_ITERATIONS));

  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Set<String> delegations = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, ScramKeys> keys = new HashMap<>();

  Accounts with(String name, String password) {
    passwords.put(SaslPrep.prepareStored(name).orElseThrow(), stored(password));
    return this;
  }

  Accounts withKeys(String name, ScramKeys known) {
    passwords.put(name, "not asked for");
    keys.put(name + "/" + known.hash(), known);
    return this;
  }

  Accounts withToken(String name, String token) {
    tokens.put(name, token);
    return this;
  }

  Accounts withDelegation(String authenticated, String requested) {
    delegations.add(authenticated + " as " + requested);
    return this;
  }

  static String stored(String password) {
    return SaslPrep.prepareStored(password).orElseThrow();
  }

  /** The requests met so far, by kind and name. */
  List<String> asked() {
    return asked;
  }

  /** Answers requests until the exchange wants something else. */
  SaslServerStep<String> settle(SaslServerStep<String> first) {
    SaslServerStep<String> step = first;
    while (step instanceof SaslServerRequest<String> request) {
      step = answer(request);
    }
    return step;
  }

  private SaslServerStep<String> answer(SaslServerRequest<String> request) {
    if (request instanceof VerifyPassword<String> verify) {
      asked.add("password of " + verify.name());
      try (Secret password = verify.password()) {
        return password.equals(secretOf(verify.name()))
            ? verify.accept(verify.name().value())
            : verify.reject();
      }
    }
    if (request instanceof FindScramKeys<String> find) {
      asked.add("keys of " + find.name());
      return passwords.containsKey(find.name().value())
          ? find.found(find.name().value(), keysOf(find.name(), find.hash()))
          : find.reject();
    }
    if (request instanceof FindSharedSecret<String> find) {
      asked.add("secret of " + find.name());
      return passwords.containsKey(find.name().value())
          ? find.found(find.name().value(), secretOf(find.name()))
          : find.reject();
    }
    if (request instanceof VerifyToken<String> verify) {
      asked.add("token of " + verify.user().map(UserName::value).orElse("anybody"));
      return verifyToken(verify);
    }
    if (request instanceof MapExternal<String> map) {
      asked.add("certificate for " + map.requested().map(UserName::value).orElse("anybody"));
      String owner = map.requested().map(UserName::value).orElse("tim");
      return owner.equals("tim") ? map.accept(owner) : map.reject();
    }
    if (request instanceof AdmitAnonymous<String> admit) {
      asked.add("anonymous " + admit.trace());
      return admit.trace().equals("refuse me") ? admit.reject() : admit.accept("anonymous");
    }
    Authorize<String> authorize = (Authorize<String>) request;
    String delegation = authorize.authenticated() + " as " + authorize.requested();
    asked.add(delegation);
    return delegations.contains(delegation)
        ? authorize.accept(authorize.requested().value())
        : authorize.reject();
  }

  private SaslServerStep<String> verifyToken(VerifyToken<String> verify) {
    try (Secret token = verify.token()) {
      for (Map.Entry<String, String> known : tokens.entrySet()) {
        if (token.equals(Secret.of(known.getValue()))
            && verify.user().map(UserName::value).orElse(known.getKey()).equals(known.getKey())) {
          return verify.accept(known.getKey());
        }
      }
      return token.equals(Secret.of("weak"))
          ? verify.reject(
              new BearerTokenError(
                  "insufficient_scope",
                  Optional.of("mail \"all\""),
                  Optional.of("https://issuer.example/.well-known/openid-configuration")))
          : verify.reject();
    }
  }

  private Secret secretOf(UserName name) {
    return Secret.of(passwords.getOrDefault(name.value(), "\0"));
  }

  private ScramKeys keysOf(UserName name, ScramHash hash) {
    return keys.computeIfAbsent(
        name + "/" + hash,
        key -> ScramKeys.derive(hash, secretOf(name), SALT, ScramKeys.MIN_ITERATIONS));
  }
}
