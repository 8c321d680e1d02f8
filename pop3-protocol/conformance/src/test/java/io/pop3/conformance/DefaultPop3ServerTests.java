package io.pop3.conformance;

import io.pop3.protocol.compliance.Compliance;
import java.util.Collection;
import java.util.List;

/** As it is set up by default our server deviates where it says so, and nowhere else. */
class DefaultPop3ServerTests extends Pop3ServerConformance {

  DefaultPop3ServerTests() {
    super(Compliance.DEFAULT);
  }

  @Override
  protected Collection<String> declaredDeviations() {
    return List.of(
        // Deviation.BARE_LF_LINE_END
        "1939-CMD-1",
        // Deviation.REPEATED_SPACE
        "1939-CMD-4",
        // Deviation.TRAILING_SPACE
        "E-C-11",
        // Deviation.NON_ASCII_HEADER_SECTION
        "6856-UTF8-4",
        // Passwords in clear text are taken on loopback, where this test runs.
        "5034-MTI-3",
        // The one account is for everything.
        "1939-APOP-8",
        // The server of this test has no certificate.
        "8314-SRV-3");
  }
}
