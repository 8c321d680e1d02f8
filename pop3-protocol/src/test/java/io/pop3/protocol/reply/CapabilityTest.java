package io.pop3.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Capability lines and sets of them; what each tag means is another test's. */
class CapabilityTest {

  @ParameterizedTest // 2449-GRAM-2
  @ValueSource(strings = {"", " ", "A.B", ".A", "A.", "A\u007F", "A \t", "\u00C4", "A\0"})
  void lineThatIsNoCapabilityIsNone(String line) {
    assertThat(Capability.parse(line)).isEmpty();
  }

  @ParameterizedTest // 2449-GRAM-2
  @ValueSource(strings = {"", " ", "A.B", ".A", "A B", "\u0131"})
  void nothingElseIsATag(String tag) {
    assertThatThrownBy(() -> Capability.of(tag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("capability tag: ");
  }

  @ParameterizedTest // 2449-GRAM-2
  @ValueSource(strings = {"", " ", "a b", "\u007F", "a\r\nSTLS"})
  void nothingElseIsAnArgument(String argument) {
    assertThatThrownBy(() -> Capability.of("X", argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("argument of X: ");
  }

  @Test // 2449-LEN-4
  void lineHasUpTo512OctetsWithItsEnd() {
    String longest = "X " + "y".repeat(508);

    assertThat(Capability.parse(longest).map(Capability::format)).contains(longest);
    assertThat(Capability.parse(longest + "y")).isEmpty();
    assertThat(Capability.parse("X  " + "y".repeat(508))).isEmpty();
    assertThat(Capability.of("X", "y".repeat(508)).format()).isEqualTo(longest);
    assertThatThrownBy(() -> Capability.of("X", "y".repeat(509)))
        .hasMessage("capability X: 513 octets (expected: <= 512)");
  }

  @Test // 2449-CAPA-7, E-R-17
  void setFindsTagsInAnyCaseAndKeepsTheFirst() {
    CapabilitySet set =
        CapabilitySet.of(
            List.of(
                Capability.of("sasl", "PLAIN", "scram-sha-1"),
                Capability.of("UIDL"),
                Capability.of("Uidl", "again")));

    assertThat(set.has("uidl")).isTrue();
    assertThat(set.has("TOP")).isFalse();
    assertThat(set.has("Sasl", "plain")).isTrue();
    assertThat(set.has("SASL", "SCRAM-SHA-1")).isTrue();
    assertThat(set.has("SASL", "LOGIN")).isFalse();
    assertThat(set.has("TOP", "PLAIN")).isFalse();
    assertThat(set.find("Uidl")).contains(Capability.of("UIDL"));
    assertThat(set.find("TOP")).isEmpty();
    assertThat(set.saslMechanisms()).containsExactly("PLAIN", "SCRAM-SHA-1");
    assertThat(set.size()).isEqualTo(2);
    assertThat(set).hasToString("[SASL PLAIN scram-sha-1, UIDL]");
    assertThat(set)
        .containsExactly(Capability.of("SASL", "PLAIN", "scram-sha-1"), Capability.of("UIDL"));
  }

  @Test
  void setsAreEqualIfTheyHoldTheSame() {
    CapabilitySet set = CapabilitySet.of(List.of(Capability.of("TOP"), Capability.of("UIDL")));
    CapabilitySet same = CapabilitySet.of(List.of(Capability.of("uidl"), Capability.of("top")));

    assertThat(set).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(set.hashCode())
        .isNotEqualTo(CapabilitySet.of(List.of(Capability.of("TOP"))).hashCode());
    assertThat(set).isNotEqualTo(CapabilitySet.of(List.of(Capability.of("TOP"))));
    assertThat(set).isNotEqualTo(List.of(Capability.of("TOP"), Capability.of("UIDL")));
    assertThat(CapabilitySet.NONE.size()).isZero();
    assertThat(CapabilitySet.NONE.saslMechanisms()).isEmpty();
    assertThat(CapabilitySet.NONE.hashCode()).isNotEqualTo(set.hashCode());
  }
}
