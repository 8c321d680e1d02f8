package io.pop3.server.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.server.options.ListenAddress.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  /** 1939-IDLE-2. */
  @Test
  void idleTimeoutBelowTenMinutesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.defaults().withIdle(Duration.ofSeconds(599)))
        .withMessage("idle timeout: PT9M59S (expected: PT10M to PT24H)");
    assertThatCode(() -> Timeouts.defaults().withIdle(Duration.ofMinutes(10)))
        .doesNotThrowAnyException();
  }

  @Test
  void writeStallBelowTenMinutesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.defaults().withWriteStall(Duration.ofSeconds(599)))
        .withMessage("write stall timeout: PT9M59S (expected: PT10M to PT24H)");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(0, 1, 0, -1, 20, 100))
        .withMessage(
            "connections: 0 (expected: 1 to 1000000); sessions per user: 0 (expected: 1 to"
                + " 1000000); failed logins: -1 (expected: 1 to 1000000);"
                + " SASL line octets: 100 (expected: 1024 to 1048576)");
  }

  @Test
  void threadsHaveLimits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Threads(0, 1, 2000))
        .withMessage(
            "event loop threads: 0 (expected: 1 to 1024); verifier threads: 2000 (expected: 1 to"
                + " 1024)");
  }

  /** 2449-GRAM-5, 1939-RSP-2. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a<b", "a>b", "[x] y", " x", "\u00e4", "a\r\nb", "a\u007f"})
  void greetingThatCouldNotBeSentIsRefused(String greeting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.defaults().withGreeting(greeting))
        .withMessageStartingWith("greeting: \"" + greeting + "\" (expected: 1 to 200 ");
  }

  @Test
  void greetingAndHostNameOfGreatestLengthFitTheLine() {
    String host = ("a".repeat(62) + ".").repeat(4) + "b";
    assertThatCode(() -> Identity.defaults().withGreeting("g".repeat(200)).withHostName(host))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.defaults().withGreeting("g".repeat(201)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.defaults().withHostName(host + "bb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", "-a", "a-", "a_b", "a b", "<a>", "a@b"})
  void hostNameThatCouldNotStandInATimestampIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.defaults().withHostName(name))
        .withMessageStartingWith("host name: \"" + name + "\" (expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u00e4"})
  void implementationIsOneWord(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.defaults().withImplementation(Optional.of(word)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void portsHaveLimits(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListenAddress("::1", port, Security.CLEARTEXT))
        .withMessage("listen port: " + port + " (expected: 0 to 65535)");
  }

  @Test
  void addressesAreShownAsPeopleWriteThem() {
    assertThat(new ListenAddress("::1", 110, Security.CLEARTEXT)).hasToString("[::1]:110");
    assertThat(new ListenAddress("pop", 995, Security.IMPLICIT_TLS)).hasToString("pop:995");
  }

  /** */
  @Test
  void serverHasNoLoginDeadlineBelowTenMinutesUnlessThatIsTolerated() {
    Pop3ServerOptions options = Pop3ServerOptions.defaults();
    assertThat(options.loginDeadline()).isEqualTo(Duration.ofMinutes(3));
    for (Compliance strict :
        List.of(Compliance.STRICT, Compliance.LENIENT.without(Deviation.EARLY_LOGIN_DEADLINE))) {
      assertThat(options.withCompliance(strict).loginDeadline()).isEqualTo(Duration.ofMinutes(10));
    }
    Timeouts patient = options.timeouts().withLogin(Duration.ofMinutes(20));
    assertThat(options.withCompliance(Compliance.STRICT).withTimeouts(patient).loginDeadline())
        .isEqualTo(Duration.ofMinutes(20));
  }

  /** raw where that is tolerated, unless somebody chose. */
  @Test
  void policyOnHeadersFollowsFromTheComplianceUnlessChosen() {
    Pop3ServerOptions options = Pop3ServerOptions.defaults();
    assertThat(options.downgrade()).isEqualTo(DowngradePolicy.RAW);
    Pop3ServerOptions strict = options.withCompliance(Compliance.STRICT);
    assertThat(strict.downgrade()).isEqualTo(DowngradePolicy.SURROGATE);
    Pop3ServerOptions chosen = strict.withHeadersBeyondAscii(DowngradePolicy.REJECT);
    assertThat(chosen.downgrade()).isEqualTo(DowngradePolicy.REJECT);
    assertThat(chosen.withLimits(Limits.defaults())).isEqualTo(chosen);
  }
}
