package io.pop3.storage.maildir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.UniqueId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names of files, and the unique-ids that follow from them. */
class FileNameProperties {

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> any =
        Arbitraries.strings().withCharRange('\1', '\u00FF').excludeChars('/').ofMinLength(1);
    Arbitrary<String> usual =
        Arbitraries.strings().withChars("0123456789.MP,SW=:2host~ %\u00E4").ofMinLength(1);
    return Arbitraries.oneOf(any, usual)
        .map(name -> name.substring(0, Math.min(120, name.length())));
  }

  @Provide
  Arbitrary<String> bases() {
    return names().map(name -> name.replace(':', ';')).filter(name -> name.charAt(0) != '.');
  }

  @Property
  void anyOctetsSurviveTheWayThroughAPath(@ForAll("names") String name) {
    if (name.equals(".") || name.equals("..")) {
      return;
    }
    for (String directory : new String[] {"/tmp", "/"}) {
      Path path = FileName.of(name).in(Path.of(directory));
      assertThat(path.getParent()).isEqualTo(Path.of(directory));
      assertThat(FileName.of(path)).isEqualTo(FileName.of(name));
    }
  }

  @Property
  void baseAndSuffixAreTheName(@ForAll("names") String name) {
    FileName fileName = FileName.of(name);
    assertThat(fileName.base() + fileName.suffix()).isEqualTo(name);
    assertThat(fileName.base()).doesNotContain(":").hasSize(fileName.baseLength());
  }

  /** MDIR-2. */
  @Property
  void aUniqueIdIsValidAndBelongsToOneBase(
      @ForAll("bases") String base, @ForAll("bases") String other) {
    String id = id(base);
    assertThat(UniqueId.isValid(id)).isTrue();
    assertThat(id(base + ":2,FS")).isEqualTo(id);
    if (!base.equals(other)) {
      assertThat(id(other)).isNotEqualTo(id);
    }
    // A base that looks like the digest of another gets one of its own.
    assertThat(id(id).equals(id)).isEqualTo(!id.startsWith("~"));
  }

  private static String id(String name) {
    byte[] stored = UniqueIds.derive(FileName.of(name));
    return stored.length == 0 ? FileName.of(name).base() : new String(stored, ISO_8859_1);
  }

  @Property
  void givenUniqueIdsAndDerivedOnesNeverMeet(
      @ForAll("bases") String given, @ForAll("bases") String other) {
    if (given.equals(other) || !UniqueId.isValid(other) || other.startsWith("~")) {
      return;
    }
    // The message "given" has, from elsewhere, the unique-id that "other" would have.
    UniqueIds ids = UniqueIds.given(Map.of(given, other));
    assertThat(new String(ids.of(FileName.of(given)), ISO_8859_1)).isEqualTo(other);
    assertThat(ids.of(FileName.of(other))).isNotEmpty();
  }

  @Property(tries = 50)
  void theFileOfUniqueIdsGivesBackWhatWasWritten(
      @ForAll("bases") String one, @ForAll("bases") String two) throws Exception {
    Path root = Files.createTempDirectory("ids");
    UniqueIdFile file = new UniqueIdFile(new NioFileOperations(), new MaildirLayout(root));
    Map<String, String> ids = new HashMap<>();
    ids.put(one, "id-1");
    ids.put(two, "id-2");
    file.write(UniqueIds.given(ids));
    assertThat(file.read().given()).isEqualTo(ids);
    assertThat(file.stamp()).isNotZero();
    Files.delete(root.resolve("pop3d-ids"));
    Files.delete(root);
  }

  @Property
  void aFlagIsSetOnceAndInOrder(@ForAll("bases") String base) {
    FileName seen = FileName.of(base).withFlag('S');
    assertThat(seen).isEqualTo(FileName.of(base + ":2,S")).isEqualTo(seen.withFlag('S'));
    assertThat(seen.withFlag('T').withFlag('F')).isEqualTo(FileName.of(base + ":2,FST"));
    assertThat(seen.hasFlag('S')).isTrue();
    assertThat(seen.hasFlag('F')).isFalse();
    FileName experimental = FileName.of(base + ":1,x");
    assertThat(experimental.withFlag('S')).isEqualTo(experimental);
  }

  @Example
  void timesAreThoseOfTheName() {
    FileName usual = FileName.of("1700000000.M123456P42Q7.host,S=5,W=6:2,S");
    assertThat(usual.seconds()).isEqualTo(1700000000);
    assertThat(usual.microseconds()).isEqualTo(123456);
    assertThat(FileName.of("1700000000.42_7.host").microseconds()).isZero();
    assertThat(FileName.of("1700000000.P1M5.M9").microseconds()).isEqualTo(5);
    assertThat(FileName.of("1700000000").microseconds()).isZero();
    assertThat(FileName.of("a1700000000.M5").seconds()).isZero();
    assertThat(FileName.of("9".repeat(40)).seconds()).isZero();
  }

  @Example
  void hintsAreNumbersOrNothing() {
    FileName usual = FileName.of("1.a.host,S=5,W=678:2,S");
    assertThat(usual.hint('S')).isEqualTo(5);
    assertThat(usual.hint('W')).isEqualTo(678);
    for (String bad :
        new String[] {"1,S=", "1,S=x", "1,S=5x", "1:2,S=5", "1,S=" + "9".repeat(19)}) {
      assertThat(FileName.of(bad).hint('S')).as(bad).isEqualTo(-1);
    }
  }
}
