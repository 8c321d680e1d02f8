package io.pop3.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Verb;
import io.pop3.protocol.reply.CapabilityValue.Expire;
import io.pop3.protocol.reply.CapabilityValue.Implementation;
import io.pop3.protocol.reply.CapabilityValue.Kind;
import io.pop3.protocol.reply.CapabilityValue.LoginDelay;
import io.pop3.protocol.reply.CapabilityValue.Other;
import io.pop3.protocol.reply.CapabilityValue.Plain;
import io.pop3.protocol.reply.CapabilityValue.Sasl;
import io.pop3.protocol.reply.CapabilityValue.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grammar section 4.4: what every tag means (2449-GRAM-2, 2449-CAPA-10). */
class CapabilityValueTest {

  private static CapabilityValue value(String line) {
    return CapabilityValue.of(Capability.parse(line).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void tagAloneIsAValueUnlessArgumentsBelongToIt(Kind kind) {
    if (kind == Kind.OTHER) {
      assertThat(value("XTND").kind()).isEqualTo(Kind.OTHER);
    } else if (kind.isPlain()) {
      assertThat(value(kind.tag())).isEqualTo(new Plain(kind));
      assertThat(value(kind.tag() + " x")).isInstanceOf(Other.class);
    } else {
      assertThat(value(kind.tag()).kind()).isEqualTo(kind == Kind.UTF8 ? kind : Kind.OTHER);
      assertThatThrownBy(() -> new Plain(kind))
          .hasMessage("capability: " + kind + " (expected: one without arguments)");
    }
  }

  @Test
  void argumentsAreValues() {
    assertThat(value("sasl plain SCRAM-SHA-1 Plain"))
        .isEqualTo(new Sasl(List.of("PLAIN", "SCRAM-SHA-1")));
    assertThat(value("LOGIN-DELAY 0900")).isEqualTo(new LoginDelay(Duration.ofMinutes(15), false));
    assertThat(value("LOGIN-DELAY 1 user")).isEqualTo(new LoginDelay(Duration.ofSeconds(1), true));
    assertThat(value("EXPIRE never")).isEqualTo(new Expire(OptionalInt.empty(), false));
    assertThat(value("EXPIRE 0 USER")).isEqualTo(new Expire(OptionalInt.of(0), true));
    assertThat(value("UTF8")).isEqualTo(new Utf8(false));
    assertThat(value("UTF8 User")).isEqualTo(new Utf8(true));
    assertThat(value("IMPLEMENTATION Some-Server v2"))
        .isEqualTo(new Implementation(List.of("Some-Server", "v2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOGIN-DELAY x",
        "LOGIN-DELAY -1",
        "LOGIN-DELAY 5 USERS",
        "LOGIN-DELAY 5 USER USER",
        "LOGIN-DELAY 2147483648",
        "EXPIRE 99999999999999999999",
        "EXPIRE 5 days",
        "EXPIRE USER",
        "UTF8 x",
        "UTF8 USER USER",
        "SASL",
        "IMPLEMENTATION"
      })
  void argumentsThatMakeNoSenseAreKeptAsTheyCame(String line) {
    assertThat(value(line)).isInstanceOf(Other.class);
    assertThat(value(line).capability().format()).isEqualTo(line);
    assertThat(((Other) value(line)).tag()).isEqualTo(line.replaceFirst(" .*", ""));
  }

  @Test
  void valuesAreWrittenInOneWay() {
    assertThat(value("expire 0030 user").capability().format()).isEqualTo("EXPIRE 30 USER");
    assertThat(value("login-delay 00").capability().format()).isEqualTo("LOGIN-DELAY 0");
    assertThat(value("Expire Never").capability().format()).isEqualTo("EXPIRE NEVER");
    assertThat(value("utf8 user").capability().format()).isEqualTo("UTF8 USER");
  }

  @Test
  void valuesThatNoLineCanSayAreRefused() {
    assertThatThrownBy(() -> new Sasl(List.of()))
        .hasMessage("SASL: no word (expected: at least one)");
    assertThatThrownBy(() -> new Sasl(List.of("A B"))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Implementation(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Expire(OptionalInt.of(-1), false))
        .hasMessage("days: -1 (expected: >= 0)");
    assertThatThrownBy(() -> new LoginDelay(Duration.ofMillis(1500), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LoginDelay(Duration.ofSeconds(-1), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LoginDelay(Duration.ofSeconds(1L << 31), false))
        .hasMessage("login delay: PT596523H14M8S (expected: 0 to 2147483647 full seconds)");
    assertThatThrownBy(() -> new Other(Capability.of("UIDL")))
        .hasMessage("capability: UIDL (expected: none that has a value)");
  }

  /** A tag counts although its arguments make no sense: servers are known to add some. */
  @Test
  void setFindsValuesAndTags() {
    CapabilitySet set =
        CapabilitySet.of(
            List.of(Capability.of("UIDL", "x"), Capability.of("expire", "7"), Capability.of("Y")));

    assertThat(set.has("UIDL")).isTrue();
    assertThat(set.find(Expire.class).map(Expire::days)).contains(OptionalInt.of(7));
    assertThat(set.find(LoginDelay.class)).isEqualTo(Optional.empty());
    assertThat(set.values())
        .containsExactly(
            new Other(Capability.of("UIDL", "x")),
            new Expire(OptionalInt.of(7), false),
            new Other(Capability.of("Y")));
    assertThat(CapabilitySet.ofValues(set.values())).isEqualTo(set);
  }

  /** 2449-CAPA-8: where a tag stands for an optional command, it is the command's keyword. */
  @ParameterizedTest
  @EnumSource(names = {"TOP", "USER", "UIDL", "STLS", "UTF8", "LANG"})
  void tagOfACommandIsItsKeyword(Kind kind) {
    assertThat(Verb.valueOf(kind.tag()).name()).isEqualTo(kind.name());
  }
}
