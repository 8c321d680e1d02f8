package io.pop3.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** E-R-21: what a stranger wrote does nothing to a terminal. */
class TerminalTest {

  private static String shown(byte[] message) throws IOException {
    StringWriter text = new StringWriter();
    Terminal.show(new ByteArrayInputStream(message), new PrintWriter(text));
    return text.toString();
  }

  @Test
  void textIsShownAndControlsAreNot() throws IOException {
    String message =
        "Subject: caf\u00e9\r\n\r\n\ttab \u001b[31mred\u0007 \u202egnp.exe\0\u009b\r\n";
    assertThat(shown(message.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("Subject: caf\u00e9\n\n\ttab ?[31mred? ?gnp.exe??\n");
  }

  @Property
  void nothingButTextGetsThrough(@ForAll byte[] message) throws IOException {
    assertThat(shown(message).codePoints())
        .allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c));
  }
}
