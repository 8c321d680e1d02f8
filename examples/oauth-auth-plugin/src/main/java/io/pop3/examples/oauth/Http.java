package io.pop3.examples.oauth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an issuer, which may be slow or hostile: an answer has a limited time and size, its body
 * included, and leads nowhere else. Safe for several threads; a call blocks for the timeout at
 * most.
 */
final class Http {

  /** Ample for any answer we ask for. */
  static final int MOST_OCTETS = 256 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  Http(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder().connectTimeout(timeout).followRedirects(Redirect.NEVER).build();
  }

  /** What came back. */
  record Answer(int status, String body) {}

  /**
   * Sends a request.
   *
   * @throws IOException if there is no whole answer in time; its message shows no part of the
   *     request
   */
  Answer send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, response -> new LimitedBody(MOST_OCTETS));
    try {
      HttpResponse<byte[]> response = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for an answer was interrupted");
    } catch (ExecutionException e) {
      throw new IOException("no answer: " + e.getCause(), e);
    }
  }
}
