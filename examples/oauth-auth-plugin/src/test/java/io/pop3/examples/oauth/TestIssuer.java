package io.pop3.examples.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pop3.spi.ProviderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on loopback that signs tokens, publishes its keys, and answers about tokens. */
final class TestIssuer implements AutoCloseable {

  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "pop3.example.org";
  static final String CLIENT_SECRET = "s3cret: \u00fc&%";

  /** Making a key takes long. */
  static final RSAKey FIRST_KEY = key("first");

  static final RSAKey SECOND_KEY = key("second");

  final AtomicInteger requests = new AtomicInteger();
  final TestClock clock = new TestClock();

  /** What the issuer publishes. */
  volatile JWKSet keys = new JWKSet(FIRST_KEY.toPublicJWK());

  /** What it signs with. */
  volatile RSAKey signingKey = FIRST_KEY;

  /** How it answers: 200 if all is well. */
  volatile int status = 200;

  /** Instead of what it should say. */
  volatile String nonsense = "";

  /** What an answer waits for, before and within its body. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  volatile CountDownLatch bodyGate = new CountDownLatch(0);

  /** What the issuer knows about tokens. */
  final Map<String, Map<String, Object>> known = new ConcurrentHashMap<>();

  volatile String lastAuthorization = "";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private final int port;

  TestIssuer() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    made.setExecutor(threads);
    made.createContext("/keys", exchange -> answer(exchange, keys.toString()));
    made.createContext("/introspect", this::introspect);
    made.start();
    return made;
  }

  private void introspect(HttpExchange exchange) throws IOException {
    lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    String token =
        URLDecoder.decode(
            form.replaceFirst("^token=", "").replaceFirst("&.*", ""), StandardCharsets.UTF_8);
    Map<String, Object> inactive = Map.of("active", false);
    answer(exchange, JSONObjectUtils.toJSONString(known.getOrDefault(token, inactive)));
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      gate.await();
      byte[] octets = (nonsense.isEmpty() ? body : nonsense).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
      exchange.sendResponseHeaders(status, octets.length);
      int beginning = bodyGate.getCount() == 0 ? octets.length : 1;
      exchange.getResponseBody().write(octets, 0, beginning);
      exchange.getResponseBody().flush();
      bodyGate.await();
      exchange.getResponseBody().write(octets, beginning, octets.length - beginning);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody listens any more. */
  void goAway() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = listen(port);
  }

  /** What a good token of a user says. */
  JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject(user)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
  }

  String token(String user) {
    return sign(claims(user).build());
  }

  String sign(JWTClaimsSet claims) {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signingKey.getKeyID()).build(), claims);
  }

  String sign(JWSHeader header, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(signingKey));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The least configuration for signed tokens, with these changes. */
  ProviderContext signed(String... changes) {
    return context(
        Map.of("issuer", NAME, "audience", AUDIENCE, "jwks-uri", address("/keys")), changes);
  }

  /** The least configuration for introspection, with these changes. */
  ProviderContext introspected(String... changes) {
    return context(
        Map.of(
            "introspection-uri",
            address("/introspect"),
            "client-id",
            "pop3d",
            "client-secret",
            CLIENT_SECRET),
        changes);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private ProviderContext context(Map<String, String> base, String... changes) {
    Map<String, String> values = new HashMap<>(base);
    for (String change : List.of(changes)) {
      int equals = change.indexOf('=');
      values.put(change.substring(0, equals), change.substring(equals + 1));
    }
    return ProviderContext.of(values).withClock(clock);
  }

  @Override
  public void close() {
    gate.countDown();
    bodyGate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
