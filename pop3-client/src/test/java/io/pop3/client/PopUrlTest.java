package io.pop3.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pop3.protocol.model.UserName;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2384-URL-1. */
class PopUrlTest {

  @ParameterizedTest
  @CsvSource({
    "pop://rg@mailsrv.qualcomm.com,                  false, rg,     ,               mailsrv.qualcomm.com, ",
    "pop://rg;AUTH=+APOP@mail.eudora.com:8110,       false, rg,     +APOP,          mail.eudora.com,      8110",
    "pop://baz;AUTH=SCRAM-MD5@foo.bar,               false, baz,    SCRAM-MD5,      foo.bar,              ",
    "pop://baz;auth=scram-sha-256@foo.bar,           false, baz,    SCRAM-SHA-256,  foo.bar,              ",
    "pop://baz;AUTH=*@foo.bar,                       false, baz,    ,               foo.bar,              ",
    "POPS://harish@localhost:1995/,                  true,  harish, ,               localhost,            1995",
    "pop3s://harish@localhost,                       true,  harish, ,               localhost,            ",
    "pop3://localhost/,                              false, ,       ,               localhost,            ",
    "pop://a%40b%3Bc@[::1]:110,                      false, a@b;c,  ,               ::1,                  110",
    "pop://caf%C3%A9@h,                              false, caf\u00e9, ,            h,                    ",
    "pop://a@b@h,                                    false, a@b,    ,               h,                    "
  })
  void partsAreRead(
      String url, boolean tls, String user, String authentication, String host, Integer port) {
    assertThat(PopUrl.parse(url))
        .isEqualTo(
            new PopUrl(
                tls,
                Optional.ofNullable(user).map(UserName::new),
                Optional.ofNullable(authentication),
                host,
                port == null ? OptionalInt.empty() : OptionalInt.of(port)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pop:/host",
        "http://host",
        "host",
        "pop://",
        "pop:///",
        "pop://u@",
        "pop://@host",
        "pop://u@host:0",
        "pop://u@host:65536",
        "pop://u@host:",
        "pop://u@host:pop",
        "pop://u@host/1",
        "pop://u@host?x",
        "pop://u@host#x",
        "pop://u;x=y@host",
        "pop://u%zz@host",
        "pop://u%4@host",
        "pop://u%0D%0ADELE%201@host"
      })
  void whatIsNoPopUrlIsRefused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> PopUrl.parse(url));
  }

  @Test
  void passwordInAUrlIsRefusedAndNotShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PopUrl.parse("pop://harish:vegetables@localhost"))
        .withMessageNotContaining("vegetables");
  }
}
