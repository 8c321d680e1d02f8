package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks for secrets in texts. */
final class Disclosure {

  private Disclosure() {}

  /** What a check that fails shows: the exception with its causes and stack trace. */
  static List<String> textsOf(AuthenticationBackendHarness.Check check) {
    try {
      return List.of(String.valueOf(check.ask()));
    } catch (Exception e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return List.of(trace.toString());
    }
  }

  /** Fails without showing the text, which would disclose the secret once more. */
  static void assertNoneOf(List<String> secrets, List<String> texts) {
    for (String secret : secrets) {
      for (String form : forms(secret)) {
        for (int index = 0; index < texts.size(); index++) {
          assertThat(texts.get(index).toLowerCase(Locale.ROOT).contains(form))
              .as("text %s of %s holds a secret", index + 1, texts.size())
              .isFalse();
        }
      }
    }
  }

  private static List<String> forms(String secret) {
    byte[] octets = secret.getBytes(UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(secret);
    forms.add(HexFormat.of().formatHex(octets));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(octets));
    forms.replaceAll(form -> form.toLowerCase(Locale.ROOT));
    return forms;
  }
}
