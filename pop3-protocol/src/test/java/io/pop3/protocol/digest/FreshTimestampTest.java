package io.pop3.protocol.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ApopTimestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 1939-APOP-1, 1939-APOP-2, 2195-CHAL-1, A-49. */
class FreshTimestampTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  @Test
  void timestampIsMadeOfDigitsTimeAndHost() {
    assertThat(FreshTimestamp.of(new SecureRandom(), NOW, "pop.example.com").value())
        .matches("<[0-9]{1,39}\\.1700000000123@pop\\.example\\.com>");
  }

  @Test
  void addressMayStandForTheHost() {
    assertThat(FreshTimestamp.of(new SecureRandom(), NOW, "[192.0.2.1]").value())
        .endsWith("@[192.0.2.1]>");
  }

  @Test
  void noTimestampComesTwiceEvenAtOneTime() {
    SecureRandom random = new SecureRandom();
    Set<ApopTimestamp> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      seen.add(FreshTimestamp.of(random, NOW, "h"));
    }

    assertThat(seen).hasSize(100_000);
  }

  @Test
  void hostThatCannotStandInAMessageIdIsRefused() {
    assertThatThrownBy(() -> FreshTimestamp.of(new SecureRandom(), NOW, "my host"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
