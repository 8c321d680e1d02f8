package io.pop3.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.client.ConnectionSecurity;
import io.pop3.protocol.model.UserName;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledger 2384-URL-1. */
class PopUrlTest {

  @Test
  void userHostAndPortAreRead() {
    assertThat(PopUrl.parse("pop://harish@localhost:1110/"))
        .isEqualTo(
            new PopUrl(
                ConnectionSecurity.STLS,
                new UserName("harish"),
                "localhost",
                OptionalInt.of(1110)));
  }

  @Test
  void popsMeansTlsFromTheFirstOctetAndThePortMayBeLeftOut() {
    assertThat(PopUrl.parse("POPS://harish@mail.example.org"))
        .isEqualTo(
            new PopUrl(
                ConnectionSecurity.IMPLICIT_TLS,
                new UserName("harish"),
                "mail.example.org",
                OptionalInt.empty()));
  }

  @Test
  void anyMechanismAndIpv6AndPercentEncodingAreUnderstood() {
    PopUrl url = PopUrl.parse("pop://b%C3%A9a%40home;AUTH=*@[::1]:110/");

    assertThat(url.user().value()).isEqualTo("b\u00e9a@home");
    assertThat(url.host()).isEqualTo("::1");
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotShown() {
    assertThatThrownBy(() -> PopUrl.parse("pop://harish:vegetables@localhost/"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("expected: pop://user@host:port/")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("vegetables"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://harish@localhost/",
        "pop://localhost/",
        "pop://@localhost/",
        "pop://harish@/",
        "pop://harish@localhost:0/",
        "pop://harish@localhost:65536/",
        "pop://harish@localhost:x/",
        "pop://harish@localhost/inbox",
        "pop://har%0D%0Aish@localhost/",
        "pop://har%4@localhost/",
        "pop://harish;AUTH=PLAIN@localhost/"
      })
  void anythingElseIsAMistakeWithItsExpectation(String url) {
    assertThatThrownBy(() -> PopUrl.parse(url))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("expected: ");
  }
}
