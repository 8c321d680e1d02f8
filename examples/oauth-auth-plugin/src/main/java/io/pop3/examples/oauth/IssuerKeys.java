package io.pop3.examples.oauth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes (RFC 7517 section 5).
 *
 * <ul>
 *   <li>They are fetched when first needed, again after {@link #FRESH}, and when a token names a
 *       key that is not among them: issuers change keys.
 *   <li>Between two requests are at least {@link #BETWEEN_REQUESTS}, whatever tokens name: nobody
 *       makes us flood the issuer.
 *   <li>While the issuer is away, the last known keys are good for {@link #KEPT}.
 *   <li>A key that is not there and could not be looked for is no verdict but trouble: the token
 *       may be good.
 * </ul>
 *
 * <p>Safe for several threads, of which one at a time asks the issuer; others wait for it only if
 * they have no key to go on with. The library's own sources of keys read the system's clock, and
 * take "not there" and "could not be looked for" for the same during an outage.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  static final Duration FRESH = Duration.ofMinutes(15);
  static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(30);
  static final Duration KEPT = Duration.ofHours(6);

  private final URI address;
  private final Http http;
  private final Clock clock;

  private final ReentrantLock asking = new ReentrantLock();
  private volatile State state = new State(new JWKSet(), Instant.MIN, Instant.MIN, null);

  /** What is known; keys that were never fetched are as old as time. */
  private record State(
      JWKSet keys, Instant fetched, Instant asked, @Nullable IOException failure) {}

  IssuerKeys(URI address, Http http, Clock clock) {
    this.address = address;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    if (!knownSince(FRESH)) {
      ask(!knownSince(KEPT));
    }
    if (!knownSince(KEPT)) {
      throw unavailable();
    }
    List<JWK> found = selector.select(state.keys());
    if (found.isEmpty()) {
      ask(true);
      found = selector.select(state.keys());
    }
    if (found.isEmpty() && state.failure() != null) {
      throw unavailable();
    }
    return found;
  }

  private boolean knownSince(Duration age) {
    return state.fetched().isAfter(clock.instant().minus(age));
  }

  private KeySourceException unavailable() {
    @Nullable IOException failure = state.failure();
    return new KeySourceException(
        address + ": " + (failure == null ? "not asked yet" : failure.getMessage()), failure);
  }

  /** Asks the issuer unless that was just done; if somebody else is about it, waits or goes on. */
  private void ask(boolean wait) {
    if (wait) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return;
    }
    try {
      State before = state;
      Instant now = clock.instant();
      if (before.asked().isAfter(now.minus(BETWEEN_REQUESTS)) && !before.asked().isAfter(now)) {
        return;
      }
      try {
        state = new State(fetch(), now, now, null);
      } catch (IOException e) {
        state = new State(before.keys(), before.fetched(), now, e);
      }
    } finally {
      asking.unlock();
    }
  }

  private JWKSet fetch() throws IOException {
    Http.Answer answer =
        http.send(
            HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .GET()
                .build());
    if (answer.status() != 200) {
      throw new IOException("status " + answer.status() + " (expected: 200)");
    }
    try {
      JWKSet keys = JWKSet.parse(answer.body());
      if (keys.isEmpty()) {
        throw new IOException("no keys (expected: at least one)");
      }
      return keys;
    } catch (ParseException e) {
      throw new IOException("no set of keys (expected: JSON as in RFC 7517)", e);
    }
  }
}
