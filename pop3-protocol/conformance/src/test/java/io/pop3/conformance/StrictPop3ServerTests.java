package io.pop3.conformance;

import io.pop3.protocol.compliance.Compliance;
import java.util.Collection;
import java.util.List;

/** By the letter of the RFCs our server fails nothing but what its tests need to be otherwise. */
class StrictPop3ServerTests extends Pop3ServerConformance {

  StrictPop3ServerTests() {
    super(Compliance.STRICT);
  }

  @Override
  protected Collection<String> declaredDeviations() {
    return List.of(
        // Without UTF8 a header section beyond ASCII is rewritten, and this message is
        // nothing else.
        "E-M-20",
        // Passwords in clear text are taken on loopback, where this test runs.
        "5034-MTI-3",
        // The one account is for everything.
        "1939-APOP-8",
        // The server of this test has no certificate.
        "8314-SRV-3");
  }
}
