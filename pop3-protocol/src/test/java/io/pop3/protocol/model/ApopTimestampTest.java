package io.pop3.protocol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timestamp in a greeting (grammar 4.6). */
class ApopTimestampTest {

  @ParameterizedTest
  @ValueSource(strings = {"<a@b>", "ready <a@b>", "<a@b> ready", "a <a@b> b", "x<a@b>y"})
  void oneTimestampIsFoundWhereverItStands(String greeting) {
    assertThat(ApopTimestamp.find(greeting)).contains(new ApopTimestamp("<a@b>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        ">",
        "<>",
        "a@b",
        "<a@b",
        "a@b>",
        "<<a@b>",
        "<a@b>>",
        "> <a@b>",
        ">a@b<",
        "<a@b> <",
        "<a@b> >",
        "<a@b> <c@d>",
        "<@b>",
        "<a@>",
        "<a b@c>",
        "<a@b@c>"
      })
  void noneOrMoreThanOneIsNoTimestamp(String greeting) {
    assertThat(ApopTimestamp.find(greeting)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a@[]>",
        "<a@[!]>",
        "<a@[~]>",
        "<a@[127.0.0.1]>",
        "<a.b@c.d>",
        "<z@Z>",
        "<A@a>",
        "<0@9>"
      })
  void domainMayBeALiteral(String timestamp) {
    assertThat(ApopTimestamp.isValid(timestamp)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a@[>", "<a@]>", "<a@[ ]>", "<a@[\u007f]>", "<a@[[]>", "<a@[]]>", "<a@[\\]>", "<a@[<]>",
        "<a@[>]>", "<a@[@]>", "<a@x[]>", "<a@[]x>", "<.a@b>", "<a.@b>", "<a..b@c>", "<a@.b>",
        "<a@b.>", "<a@`{>x", "a<a@b>", "<\u00e4@b>", "<a@b\u007f>"
      })
  void whatIsNoDomainIsRefused(String timestamp) {
    assertThat(ApopTimestamp.isValid(timestamp)).isFalse();
    assertThatThrownBy(() -> new ApopTimestamp(timestamp))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timestampFitsAGreeting() {
    String longest = "<" + "a".repeat(ApopTimestamp.MAX_OCTETS - 4) + "@b>";

    assertThat(longest).hasSize(506);
    assertThat(ApopTimestamp.isValid(longest)).isTrue();
    assertThat(ApopTimestamp.isValid("<a" + longest.substring(1))).isFalse();
  }
}
