package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** What holds of every file, however mangled. */
class UsersTextProperties {

  private static final String MARK = "xyzzyMARKxyzzy";
  private static final String NAME = "harish";
  private static final Credential FIRST = Credential.parse("{PLAIN}first");
  private static final Credential SECOND = Credential.parse(Samples.scram("second").field());

  @Property
  void everyOctetCanBeGotBack(@ForAll byte[] octets) {
    assertThat(UsersText.of(octets).octets()).isEqualTo(octets);
  }

  @Property
  void everyFileCanBeRead(@ForAll("files") byte[] octets) {
    UserDirectory directory = Samples.read(Samples.ALL, octets);

    int lines = UsersText.of(octets).lines().size();
    assertThat(directory.problems())
        .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, lines));
  }

  /** AU-08. */
  @Property
  void noMessageShowsWhatStandsBehindTheFirstColon(
      @ForAll("files") byte[] before,
      @ForAll("names") String name,
      @ForAll("pieces") String left,
      @ForAll("pieces") String right) {
    String line = "\n" + name + ":" + left + MARK + right + "\n";
    UserDirectory directory =
        Samples.read(Samples.STRONG, concatenate(before, line.getBytes(StandardCharsets.UTF_8)));

    assertThat(directory.problems()).allSatisfy(p -> assertThat(p.toString()).doesNotContain(MARK));
    assertThat(directory.accounts().stream().map(Account::credentials).toList().toString())
        .doesNotContain(MARK);
  }

  /** AU-08: a colon that was forgotten must not turn a password into a name that is shown. */
  @Property
  void noMessageShowsALineWithoutStructure(
      @ForAll("names") String name, @ForAll("schemes") String scheme) {
    UserDirectory directory = Samples.read(Samples.STRONG, name + scheme + MARK);

    assertThat(directory.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).doesNotContain(MARK));
  }

  @Property
  void aLineParsesToWhatWasFormatted(
      @ForAll("names") String name,
      @ForAll("fields") String password,
      @ForAll("rests") String rest) {
    UserLine line = new UserLine(name, password, rest);

    assertThat(UserLine.parse(line.format())).isEqualTo(line);
  }

  @Property
  void addingKeepsEveryOtherOctet(@ForAll("strangersFiles") byte[] octets) {
    UsersText old = UsersText.of(octets);
    byte[] edited =
        new UsersTextEditor(old).add(NAME, List.of(FIRST, SECOND), "::::/home").octets();

    assertThat(latin1(edited)).startsWith(latin1(octets));
    assertThat(othersLines(UsersText.of(edited))).isEqualTo(withFinalLineEnd(old));
    assertThat(fields(edited)).containsExactly(FIRST.field() + "::::/home", SECOND.field());
  }

  @Property
  void settingCredentialsKeepsEveryOtherOctetAndTheFields(
      @ForAll("strangersFiles") byte[] before,
      @ForAll("strangersFiles") byte[] between,
      @ForAll("lineEnds") String lineEnd) {
    String first = lineEnd + NAME + ":{PLAIN}old:1000:100::/home/" + NAME + lineEnd;
    String last = lineEnd + NAME + ":{broken";
    byte[] octets = concatenate(before, latin1(first), between, latin1(last));

    byte[] edited =
        new UsersTextEditor(UsersText.of(octets))
            .setCredentials(NAME, List.of(FIRST, SECOND))
            .octets();

    assertThat(othersLines(UsersText.of(edited))).isEqualTo(othersLines(UsersText.of(octets)));
    assertThat(fields(edited))
        .containsExactly(FIRST.field() + ":1000:100::/home/" + NAME, SECOND.field());
  }

  @Property
  void removingKeepsEveryOtherOctet(
      @ForAll("strangersFiles") byte[] before,
      @ForAll("strangersFiles") byte[] after,
      @ForAll("lineEnds") String lineEnd) {
    String line = lineEnd + NAME + ":{broken" + lineEnd;
    byte[] octets = concatenate(before, latin1(line), after, latin1(line));

    byte[] edited = new UsersTextEditor(UsersText.of(octets)).remove(NAME).octets();

    assertThat(othersLines(UsersText.of(edited))).isEqualTo(othersLines(UsersText.of(octets)));
    assertThat(new UsersTextEditor(UsersText.of(edited)).knows(NAME)).isFalse();
  }

  @Property(tries = 100)
  void whatIsAddedCanLogIn(
      @ForAll("strangersFiles") byte[] octets,
      @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name,
      @ForAll("passwords") String password) {
    Credential credential = Samples.cheap(PasswordScheme.PLAIN).hash(Secret.of(password));
    UsersTextEditor editor = new UsersTextEditor(UsersText.of(octets));
    if (editor.knows(name)) {
      return;
    }

    UserDirectory directory =
        Samples.read(Samples.ALL, editor.add(name, List.of(credential), "").octets());

    assertThat(directory.find(name).orElseThrow().credentials())
        .singleElement()
        .satisfies(read -> assertThat(read.matches(Secret.of(password))).isTrue());
  }

  // ---- What the properties share

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin1(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static byte[] concatenate(byte[]... parts) {
    StringBuilder all = new StringBuilder();
    for (byte[] part : parts) {
      all.append(latin1(part));
    }
    return latin1(all.toString());
  }

  /** The lines of everybody but our user. */
  private static List<String> othersLines(UsersText text) {
    return text.lines().stream()
        .filter(line -> !line.name().equals(Optional.of(NAME)))
        .map(RawLine::octets)
        .toList();
  }

  private static List<String> withFinalLineEnd(UsersText text) {
    List<String> lines = new ArrayList<>(text.lines().stream().map(RawLine::octets).toList());
    int last = lines.size() - 1;
    if (last >= 0 && !lines.get(last).endsWith("\n")) {
      lines.set(last, lines.get(last) + (lines.get(0).endsWith("\r\n") ? "\r\n" : "\n"));
    }
    return lines;
  }

  /** What stands behind our user's name, line by line. */
  private static List<String> fields(byte[] octets) {
    return UsersText.of(octets).lines().stream()
        .filter(line -> line.name().equals(Optional.of(NAME)))
        .map(line -> line.text().orElseThrow().substring(NAME.length() + 1))
        .toList();
  }

  // ---- Arbitraries

  @Provide
  Arbitrary<String> passwords() {
    return Samples.passwords();
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("@.-ä")
        .ofMinLength(1)
        .ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> schemes() {
    return Arbitraries.of(PasswordScheme.values()).map(scheme -> "{" + scheme + "}");
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.strings().filter(text -> text.indexOf(':') < 0);
  }

  @Provide
  Arbitrary<String> rests() {
    return Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.strings().map(text -> ":" + text));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.just(""),
        schemes(),
        Arbitraries.of(
            "$6$", "$2y$10$", ":", "::::::", "::::::allow_nets=", "::::::nologin ", "\0", "\r"));
  }

  @Provide
  Arbitrary<byte[]> files() {
    Arbitrary<String> lines =
        Combinators.combine(names(), pieces(), Arbitraries.strings().ascii().ofMaxLength(10))
            .as((name, piece, text) -> name + ":" + piece + text);
    return lines(
        Arbitraries.oneOf(lines, Arbitraries.of("# comment", "", "  ", "\u00ff\u00fe", ":")));
  }

  /** Files in which our user doesn't occur. */
  @Provide
  Arbitrary<byte[]> strangersFiles() {
    return files().filter(octets -> !latin1(octets).contains(NAME));
  }

  private static Arbitrary<byte[]> lines(Arbitrary<String> lines) {
    return Combinators.combine(
            Arbitraries.of("", "\u00ef\u00bb\u00bf"), // byte order mark
            Combinators.combine(lines, Arbitraries.of("\n", "\r\n"))
                .as(String::concat)
                .list()
                .ofMaxSize(6),
            Arbitraries.of("", "zoe:{PLAIN}z"))
        .as((mark, all, tail) -> latin1(mark + String.join("", all) + tail));
  }
}
