package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CredentialProperties {

  private static final String MARK = "xyzzyMARKxyzzy";

  @Property(tries = 40)
  void aCredentialMatchesThePasswordItWasMadeFromAndNoOther(
      @ForAll("hashers") PasswordHasher hasher,
      @ForAll("passwords") String password,
      @ForAll("passwords") String other) {
    Credential credential = hasher.hash(Secret.of(password));

    assertThat(credential.matches(Secret.of(password))).isTrue();
    assertThat(credential.matches(Secret.of(other))).isEqualTo(other.equals(password));
    assertThat(credential.scheme()).isEqualTo(hasher.scheme());
  }

  @Property(tries = 40)
  void whatIsFormattedParsesToTheSame(
      @ForAll("hashers") PasswordHasher hasher, @ForAll("passwords") String password) {
    Credential credential = hasher.hash(Secret.of(password));

    Credential parsed = Credential.parse(credential.field());

    assertThat(parsed).isEqualTo(credential).hasSameHashCodeAs(credential);
    assertThat(parsed.field()).isEqualTo(credential.field());
    assertThat(parsed.matches(Secret.of(password))).isTrue();
    assertThat(credential.field()).doesNotContain(":").doesNotContainPattern("\\p{Cntrl}");
  }

  @Property(tries = 40)
  void aDecoyCostsTheSameAndNeverMatches(
      @ForAll("hashers") PasswordHasher hasher, @ForAll("passwords") String password) {
    Credential credential = hasher.hash(Secret.of(password));

    Credential decoy = credential.decoy(Samples.RANDOM);

    assertThat(decoy.work()).isEqualTo(credential.work());
    assertThat(decoy.scheme()).isEqualTo(credential.scheme());
    assertThat(decoy).isNotEqualTo(credential);
    assertThat(decoy.matches(Secret.of(password))).isFalse();
  }

  @Property
  void anyTextIsACredentialOrAnIllegalArgumentThatShowsNothing(
      @ForAll("fields") String before, @ForAll("fields") String after) {
    assertShowsNothing(before + MARK + after);
  }

  @Property
  void aDamagedHashShowsNothing(
      @ForAll("goodFields") String field, @ForAll int place, @ForAll boolean replaces) {
    int at = Math.floorMod(place, field.length() + 1);
    int end = replaces ? Math.min(field.length(), at + MARK.length()) : at;
    assertShowsNothing(field.substring(0, at) + MARK + field.substring(end));
  }

  /** AU-08. */
  private static void assertShowsNothing(String field) {
    try {
      assertThat(Credential.parse(field).toString()).doesNotContain(MARK);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContainIgnoringCase(MARK);
      assertThat(e.getCause()).as("a cause might show what it choked on").isNull();
    }
  }

  @Provide
  Arbitrary<PasswordHasher> hashers() {
    return Arbitraries.of(Samples.hashers());
  }

  @Provide
  Arbitrary<String> passwords() {
    return Samples.passwords();
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> schemes =
        Arbitraries.of(PasswordScheme.values()).map(scheme -> "{" + scheme + "}");
    Arbitrary<String> pieces =
        Arbitraries.of(
            "{",
            "}",
            ".b64",
            ".hex",
            ".",
            "$",
            "$6$",
            "$5$rounds=",
            "$argon2id$v=19$m=8,t=1,p=1$",
            "$2y$04$",
            "$1$",
            "4096,",
            ",",
            "{CRYPT}",
            "{MD5}",
            "=",
            "\0",
            "ä");
    return Arbitraries.oneOf(schemes, pieces, Arbitraries.strings().ofMaxLength(6))
        .list()
        .ofMaxSize(5)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> goodFields() {
    return Arbitraries.of(
        Arrays.stream(PasswordScheme.values())
            .filter(PasswordScheme::isFitForNewPasswords)
            .map(scheme -> Samples.cheap(scheme).hash(Secret.of("vegetables")).field())
            .toList());
  }
}
