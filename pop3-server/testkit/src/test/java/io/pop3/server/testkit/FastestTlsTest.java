package io.pop3.server.testkit;

import io.pop3.server.options.TlsOptions.Implementation;

/** TLS by BoringSSL, where it runs. */
class FastestTlsTest extends TlsContract {

  FastestTlsTest() {
    super(Implementation.FASTEST);
  }
}
