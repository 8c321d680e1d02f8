package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Decision A-50: what a client without UTF-8 mode gets of messages that need it. */
@Domain(Pop3Domain.class)
@Domain(DomainContext.Global.class)
class SurrogateProperties {

  @Provide
  Arbitrary<StoredMessage> anyMessages() {
    return Arbitraries.oneOf(Pop3Arbitraries.internationalMessages(), Pop3Arbitraries.messages());
  }

  @Property
  @Requirement({"6856-UTF8-4", "6856-UTF8-5", "6856-UTF8-13", "6858-SURR-1"})
  void headerIsAsciiAndBodyStays(@ForAll("anyMessages") StoredMessage message) {
    SurrogateLaws.headerIsAsciiAndBodyStays(message);
  }

  @Property
  void cutsDoNotMatter(
      @ForAll("anyMessages") StoredMessage message,
      @ForAll Chunking pieces,
      @ForAll Chunking buffers) {
    SurrogateLaws.surrogateIsIndependentOfChunking(message, pieces, buffers);
  }

  @Property
  @Requirement({"6856-UTF8-9", "6856-UTF8-10", "1939-LIST-8"})
  void sizeFollowsFromTheHeader(
      @ForAll("anyMessages") StoredMessage message, @ForAll Chunking pieces) {
    SurrogateLaws.sizeFollowsFromTheHeader(message, pieces);
  }

  @Property
  @Requirement("1939-TOP-2")
  void topIsPrefix(
      @ForAll("anyMessages") StoredMessage message, @ForAll @IntRange(max = 20) int lines) {
    SurrogateLaws.topOfSurrogateIsPrefix(message, lines);
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withCharRange('\u00A1', '\u07FF')
        .withChars('\u65E5', '\u2028')
        .ofMinLength(1)
        .ofMaxLength(90)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  /**
   * What people read of a text field is what was written, and no line is longer than it must be.
   */
  @Property
  @Requirement("6858-SURR-1")
  void textStaysReadable(
      @ForAll("words") List<String> words, @ForAll boolean folded, @ForAll boolean ascii) {
    String separator = folded ? "\r\n " : " ";
    String text = String.join(separator, words) + (ascii ? separator + "plain text" : "");
    String field = "Subject: " + text + "\r\n";

    String surrogate = SurrogateLaws.surrogate(OctetString.ofUtf8(field)).toLatin1();

    assertThat(read(surrogate)).isEqualTo(read(field));
    for (String line : surrogate.split("\r\n", -1)) {
      boolean encoded = line.contains("=?utf-8?");
      assertThat(!encoded || line.length() <= longestAscii(field) + 77).isTrue();
    }
  }

  private static int longestAscii(String field) {
    return field.lines().mapToInt(String::length).max().orElse(0);
  }

  private static final Pattern WORD = Pattern.compile("=\\?utf-8\\?([QB])\\?([^?]*)\\?=");

  /** A reader of RFC 2047, as plain as can be. */
  private static String read(String field) {
    String unfolded = field.replace("\r\n", "");
    String joined =
        unfolded.replaceAll("(=\\?utf-8\\?[QB]\\?[^? ]*\\?=)[ \t]+(?==\\?utf-8\\?)", "$1");
    Matcher matcher = WORD.matcher(joined);
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      text.append(joined, from, matcher.start());
      byte[] octets =
          matcher.group(1).equals("B")
              ? Base64.getDecoder().decode(matcher.group(2))
              : quoted(matcher.group(2));
      text.append(new String(octets, StandardCharsets.UTF_8));
      from = matcher.end();
    }
    return text.append(joined.substring(from)).toString();
  }

  private static byte[] quoted(String word) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == '=') {
        octets.write(Integer.parseInt(word.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.write(word.charAt(i) == '_' ? ' ' : word.charAt(i));
      }
    }
    return octets.toByteArray();
  }
}
