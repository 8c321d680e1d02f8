package io.pop3.server.testkit;

import static io.pop3.server.testkit.SaslLogin.base64;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SCRAM shows of a name that nobody has; times are measured elsewhere. */
class UnknownUserTest {

  private static final Pattern FIRST_MESSAGE = Pattern.compile("r=[^,]+,s=([^,]+),i=(\\d+)");

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .users(users -> users.user("alice", "pencil").scramIterations(5000));

  @RegisterExtension
  final Pop3ServerExtension ignoringCase =
      Pop3ServerExtension.create().users(users -> users.user("alice", "pencil").ignoringCase());

  /** Salt and iteration count that are shown for a name. */
  private record Keys(String salt, int iterations) {}

  private static Keys keys(Pop3ServerExtension pop3, String mechanism, String name) {
    try (WireClient client = pop3.connect()) {
      client.line();
      String line = client.call("AUTH " + mechanism + " " + base64("n,,n=" + name + ",r=abcdefgh"));
      assertThat(line).startsWith("+ ");
      Matcher message =
          FIRST_MESSAGE.matcher(
              new String(Base64.getDecoder().decode(line.substring(2)), ISO_8859_1));
      assertThat(message.matches()).isTrue();
      return new Keys(message.group(1), Integer.parseInt(message.group(2)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
  void unknownNameHasASaltThatStaysAndLooksReal(String mechanism) {
    Keys real = keys(pop3, mechanism, "alice");
    Keys invented = keys(pop3, mechanism, "mallory");

    assertThat(keys(pop3, mechanism, "alice")).isEqualTo(real);
    assertThat(keys(pop3, mechanism, "mallory")).isEqualTo(invented);
    assertThat(invented.iterations()).isEqualTo(real.iterations());
    assertThat(invented.salt()).hasSameSizeAs(real.salt()).isNotEqualTo(real.salt());
    assertThat(keys(pop3, mechanism, "trudy").salt()).isNotEqualTo(invented.salt());
  }

  /** Real names have one salt however they are spelt, so that others must have, too. */
  @Test
  void spellingsShareASaltWhereCaseDoesNotCount() {
    for (String name : new String[] {"alice", "mallory"}) {
      Keys lower = keys(ignoringCase, "SCRAM-SHA-256", name);
      assertThat(keys(ignoringCase, "SCRAM-SHA-256", name.toUpperCase(Locale.ROOT)))
          .isEqualTo(lower);
    }
  }

  /** Where case counts, one salt for both would tell that neither is real. */
  @Test
  void spellingsHaveSaltsOfTheirOwnWhereCaseCounts() {
    for (String name : new String[] {"alice", "mallory"}) {
      Keys lower = keys(pop3, "SCRAM-SHA-256", name);
      assertThat(keys(pop3, "SCRAM-SHA-256", name.toUpperCase(Locale.ROOT)).salt())
          .isNotEqualTo(lower.salt());
    }
  }
}
