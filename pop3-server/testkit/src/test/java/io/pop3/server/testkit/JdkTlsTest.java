package io.pop3.server.testkit;

import io.pop3.server.options.TlsOptions.Implementation;

/** TLS by the JDK. */
class JdkTlsTest extends TlsContract {

  JdkTlsTest() {
    super(Implementation.JDK);
  }
}
