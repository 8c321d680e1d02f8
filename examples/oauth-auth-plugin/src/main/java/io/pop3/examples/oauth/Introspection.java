package io.pop3.examples.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.pop3.spi.authentication.BackendUnavailableException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Asks the issuer about each token (RFC 7662), so that one it withdrew is good no longer. */
final class Introspection implements TokenReader {

  private static final int OK = 200;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final OAuthConfiguration.Introspected configuration;
  private final Http http;

  Introspection(OAuthConfiguration.Introspected configuration, Http http) {
    this.configuration = configuration;
    this.http = http;
  }

  @Override
  public Optional<JWTClaimsSet> read(String token) throws BackendUnavailableException {
    Http.Answer answer = ask(token);
    int status = answer.status();
    if (status != OK) {
      String message = "introspection: status " + status + " (expected: 200)";
      IOException cause = new IOException(message);
      // All the others won't pass: our own credentials are wrong, or the address is.
      throw status == TIMEOUT || status == TOO_MANY || status >= SERVER_ERROR
          ? BackendUnavailableException.temporary(message, cause)
          : BackendUnavailableException.lasting(message, cause);
    }
    return understand(answer.body());
  }

  private Http.Answer ask(String token) throws BackendUnavailableException {
    String form =
        "token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8)
            + "&token_type_hint=access_token";
    HttpRequest request =
        HttpRequest.newBuilder(configuration.endpoint())
            .header("Authorization", configuration.authorization())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      return http.send(request);
    } catch (IOException e) {
      throw BackendUnavailableException.temporary("introspection: " + e.getMessage(), e);
    }
  }

  private static Optional<JWTClaimsSet> understand(String body) throws BackendUnavailableException {
    try {
      Map<String, Object> answer = JSONObjectUtils.parse(body);
      if (!(answer.get("active") instanceof Boolean active)) {
        throw new ParseException("active: missing", 0);
      }
      return active && isBearer(answer)
          ? Optional.of(JWTClaimsSet.parse(answer))
          : Optional.empty();
    } catch (ParseException e) {
      String message = "introspection: an answer not understood (expected: JSON as in RFC 7662)";
      throw BackendUnavailableException.lasting(message, new IOException(message));
    }
  }

  /** The type need not be told; another than bearer is no good here. */
  private static boolean isBearer(Map<String, Object> answer) {
    return !answer.containsKey("token_type")
        || String.valueOf(answer.get("token_type")).equalsIgnoreCase("Bearer");
  }
}
