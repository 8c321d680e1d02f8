package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A-46, in this module: what SASLprep does is tested where it lives. */
class PreparationTest {

  /** U+0221 is not assigned in Unicode 3.2. */
  private static final String UNASSIGNED = "\u0221";

  @Test
  void whatIsStoredIsHeldToTheStricterForm() {
    assertThat(Preparation.QUERY.of(UNASSIGNED)).contains(UNASSIGNED);
    assertThat(Preparation.STORED.of(UNASSIGNED)).isEmpty();
    assertThat(Preparation.QUERY.of(Secret.of(UNASSIGNED))).contains(Secret.of(UNASSIGNED));
    assertThat(Preparation.STORED.of(Secret.of(UNASSIGNED))).isEmpty();
  }

  @Test
  void aPasswordMatchesHoweverItIsComposed() {
    Credential credential = Samples.argon2id("p\u00e4\u00dfw\u00f6rd");

    assertThat(credential.matches(Secret.of("pa\u0308\u00dfwo\u0308rd"))).isTrue();
    assertThat(credential.matches(Secret.of("pa\u00dfword"))).isFalse();
    assertThat(Credential.parse("{PLAIN}pa\u0308").matches(Secret.of("p\u00e4"))).isTrue();
  }

  @Test
  void aUserIsFoundHoweverTheNameIsComposed() {
    UserDirectory directory =
        Samples.read(Samples.ALL, "ju\u0308rgen:{PLAIN}a", "IX:{PLAIN}b", "\u2168:{PLAIN}c");

    Account found = directory.find("j\u00fcrgen").orElseThrow();
    // AU-07
    assertThat(found.owner().name().value()).isEqualTo("j\u00fcrgen");
    assertThat(directory.find("ju\u0308rgen")).contains(found);
    assertThat(directory.problems()).extracting(UsersFileProblem::line).containsExactly(3);
  }

  /** A full-width colon becomes a colon, which would end the name. */
  @Test
  void aNameThatBecomesUnfitIsUnfit() {
    assertThat(UserLine.isFitName("a\uFF1Ab")).isFalse();
    assertThat(UserLine.isFitName("\uFF03a")).isFalse();
    assertThat(UserLine.isFitName("\u00A0a")).isFalse();
    assertThat(UserLine.isFitName("\u00AD")).isFalse();
  }

  @Test
  void octetsThatAreNotUtf8AreRefused() {
    byte[] latin1 = "\u00e4".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Preparation.QUERY.of(Secret.of(latin1))).isEmpty();
  }
}
