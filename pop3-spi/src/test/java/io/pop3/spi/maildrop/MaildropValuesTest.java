package io.pop3.spi.maildrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UserName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class MaildropValuesTest {

  @Test
  void aWaitForTheLockIsNotNegative() {
    assertThatThrownBy(() -> new OpenContext("session", Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S")
        .hasMessageContaining("expected: not negative");
    assertThat(OpenContext.of("session").lockWait()).isZero();
  }

  @Test
  void countsOfACommitAreNotNegative() {
    assertThatThrownBy(() -> new CommitResult(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CommitResult(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new CommitResult(0, 0).removed()).isZero();
  }

  @Test
  void daysOfAnExpiryAreNotNegative() {
    assertThatThrownBy(() -> new Expiry(OptionalInt.of(-1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("days: -1 (expected: >= 0)");
    assertThat(new Expiry(OptionalInt.of(0), false)).isNotEqualTo(Expiry.NEVER);
  }

  @Test
  void attributesOfAnOwnerAreACopy() {
    Map<String, String> attributes = new HashMap<>(Map.of(MaildropOwner.HOME, "/home/alice"));
    MaildropOwner owner = new MaildropOwner(new UserName("alice"), attributes);
    attributes.put(MaildropOwner.HOME, "/home/bob");
    assertThat(owner.attributes()).containsExactly(Map.entry(MaildropOwner.HOME, "/home/alice"));
    assertThat(MaildropOwner.of("alice").attributes()).isEmpty();
    assertThat(MaildropOwner.of("alice")).isEqualTo(MaildropOwner.of(new UserName("alice")));
  }

  @Test
  void contentPromisesNothingUnlessItsAuthorDoes() {
    MessageContent content =
        new MessageContent() {
          @Override
          public int read(ByteBuffer target) {
            return -1;
          }

          @Override
          public void close() {}
        };
    assertThat(content.isWireReady()).isFalse();
    assertThat(content.file()).isEmpty();
  }
}
