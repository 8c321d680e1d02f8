package io.pop3.protocol.downgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.ComplianceMode;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of surrogates (6858-SURR-1, 6856-UTF8-4, 6856-UTF8-5, A-50). */
class SurrogateEncoderTest {

  private static String surrogate(String message, Charset charset) {
    ByteBuffer stored = ByteBuffer.wrap(message.getBytes(charset));
    ByteBuffer out = ByteBuffer.allocate(message.length() * 40 + 100);
    assertThat(new SurrogateEncoder().convert(stored, out, true)).isEqualTo(CoderResult.DONE);
    return new String(out.array(), 0, out.position(), charset);
  }

  private static String surrogate(String message) {
    return surrogate(message, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Subject: Gr\u00FC\u00DFe aus K\u00F6ln|Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus"
            + " =?utf-8?Q?K=C3=B6ln?=",
        "Subject: tout \u00E0 fait d\u00E9cid\u00E9 \u00E0 Paris|Subject: tout =?utf-8?B?w6A=?="
            + " fait =?utf-8?Q?d=C3=A9cid=C3=A9_=C3=A0?= Paris",
        "Subject:\u00E9|Subject: =?utf-8?B?w6k=?=",
        "Subject: =?utf-8?Q?x?= \u00E9 =?utf-8?Q?y?=|Subject: =?utf-8?Q?x?= =?utf-8?Q?_=C3=A9_?="
            + " =?utf-8?Q?y?=",
        "X-Unknown: (\u00E9) \"a \u00E9\"|X-Unknown: =?utf-8?B?KMOpKQ==?= \"a"
            + " =?utf-8?B?w6ki?=",
        "S\u00FCbject: x|=?utf-8?Q?S=C3=BCbject:?= x",
        "\u00E9|=?utf-8?B?w6k=?="
      })
  void textBecomesEncodedWords(String field, String expected) {
    String colon = expected.replace("=C3=BCbject:", "=C3=BCbject=3A");
    assertThat(surrogate(field + "\r\n")).isEqualTo(colon + "\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a name without and with quotation marks
        "From: Jos\u00E9 Garc\u00EDa <jose@example.com>|From: =?utf-8?Q?Jos=C3=A9_Garc=C3=ADa?="
            + " <jose@example.com>",
        "From: \"Garc\u00EDa, \\\"Pepe\\\"\" <p@example.com>|From:"
            + " =?utf-8?Q?Garc=C3=ADa=2C_=22Pepe=22?= <p@example.com>",
        // others stay as they are
        "To: a@b, \"x, y\" <c@d>, Ren\u00E9 <r@e>|To: a@b, \"x, y\" <c@d>, =?utf-8?Q?Ren=C3=A9?="
            + " <r@e>",
        // a name next to quotation marks and a comment
        "To: \"a\" \u00E9(x)<c@d>|To: \"a\" =?utf-8?B?w6k=?= (x)<c@d>",
        // an address in brackets, with and without a name
        "To: J <j\u00F6@example.com>|To: J =?utf-8?Q?=3Cj=C3=B6=40example=2Ecom=3E?="
            + " <invalid@internationalized-address.invalid>",
        "To: <j@ex\u00E4mple.com>|To: =?utf-8?Q?=3Cj=40ex=C3=A4mple=2Ecom=3E?="
            + " <invalid@internationalized-address.invalid>",
        // an address alone, and its comment
        "To: j\u00F6@example.com (J\u00F6rg)|To: =?utf-8?Q?j=C3=B6=40example=2Ecom?="
            + " <invalid@internationalized-address.invalid> (=?utf-8?Q?J=C3=B6rg?=)",
        "To: jo@example.com (J\u00F6rg)|To: jo@example.com (=?utf-8?Q?J=C3=B6rg?=)",
        // an address with nothing before it, or behind another's
        "To:<j\u00F6@c>,<a@b>|To: =?utf-8?B?PGrDtkBjPg==?="
            + " <invalid@internationalized-address.invalid>,<a@b>",
        "To:<a@b> x@\u00E9|To:<a@b> =?utf-8?B?eEDDqQ==?=",
        "To: @\u00E9|To: =?utf-8?B?QMOp?= <invalid@internationalized-address.invalid>",
        "To: (c) \u00E9@d|To: (c) =?utf-8?B?w6lAZA==?="
            + " <invalid@internationalized-address.invalid>",
        // a group
        "To: Fr\u00FCnde: a@b, \u00E9@c;|To: =?utf-8?Q?Fr=C3=BCnde?=: a@b, =?utf-8?B?w6lAYw==?="
            + " <invalid@internationalized-address.invalid>;",
        "Keywords: caf\u00E9, th\u00E9|Keywords: =?utf-8?Q?caf=C3=A9?=, =?utf-8?Q?th=C3=A9?="
      })
  void namesBecomeEncodedWordsAndAddressesNobodys(String field, String expected) {
    assertThat(surrogate(field + "\n")).isEqualTo(expected + "\n");
  }

  /** RFC 5322 section 3.6.7 leaves no room for a name, so there the true address can't be shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<j\u00F6@example.com>|<invalid@internationalized-address.invalid>",
        "\"\u00E9\"@example.com|<invalid@internationalized-address.invalid>",
        "J\u00F6 <jo@example.com> (x)|<invalid@internationalized-address.invalid>",
        "<jo@example.com> (\u00E9)|<jo@example.com> (=?utf-8?B?w6k=?=)"
      })
  void returnPathHasNoName(String path, String expected) {
    assertThat(surrogate("Return-Path: " + path + "\r\n"))
        .isEqualTo("Return-Path: " + expected + "\r\n");
  }

  /** What is no address does not become one, whatever it looks like. */
  @Test
  void phrasesAreNoAddresses() {
    assertThat(surrogate("Keywords: caf\u00E9@home, a@b\n"))
        .isEqualTo("Keywords: =?utf-8?Q?caf=C3=A9=40home?=, a@b\n");
    assertThat(surrogate("List-Id: \"Gr\u00F6\u00DFe\" <size.example.com>\n"))
        .isEqualTo("List-Id: =?utf-8?Q?Gr=C3=B6=C3=9Fe?= <size.example.com>\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Content-Type: text/plain; name=\"r\u00E9sum\u00E9 1.txt\"; charset=utf-8|Content-Type:"
            + " text/plain; name*=utf-8''r%C3%A9sum%C3%A9%201.txt; charset=utf-8",
        "Content-Disposition: attachment; filename=\u00E9|Content-Disposition: attachment;"
            + " filename*=utf-8''%C3%A9",
        // beside its encoded form it is not needed, and split it can't be encoded
        "Content-Disposition: inline; filename=\"\u00E9\"; filename*=utf-8''x|Content-Disposition:"
            + " inline; filename*=utf-8''x",
        "Content-Type: a/b; name*0=\"\u00E9\"; x=y|Content-Type: a/b; x=y",
        "Content-Type: a/b; \u00E9=y|Content-Type: a/b",
        "Content-Type: a/b (\u00E9); x=y|Content-Type: a/b (=?utf-8?B?w6k=?=); x=y"
      })
  void parametersTakeTheFormOfRfc2231(String field, String expected) {
    assertThat(surrogate(field + "\n")).isEqualTo(expected + "\n");
  }

  @Test
  void longParameterIsWrittenInSections() {
    String field =
        "Content-Disposition: attachment;\r\n filename=\"" + "\u00E9".repeat(25) + "\"\r\n";

    assertThat(surrogate(field))
        .isEqualTo(
            "Content-Disposition: attachment;\r\n filename*0*=utf-8''"
                + "%C3%A9".repeat(10)
                + ";\r\n filename*1*="
                + "%C3%A9".repeat(10)
                + ";\r\n filename*2*="
                + "%C3%A9".repeat(5)
                + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "Message-ID: <\u00E9@example.com>",
    "References: <a@b> <\u00E9@c>",
    "Content-Type: t\u00EBxt/plain",
    "Delivered-To: j\u00F6@example.com",
    "X-Original-To: <jo@ex\u00E4mple.com>",
    "List-Id: Sizes <gr\u00F6\u00DFe.example.com>",
    "Date: \u00E9"
  })
  void fieldThatCanNotBeShownIsLeftOut(String field) {
    assertThat(surrogate("A: b\n" + field + "\n folded\nC: d\n\nbody\n"))
        .isEqualTo("A: b\nC: d\n\nbody\n");
  }

  @Test
  void commentsOfFieldsForProgramsAreShown() {
    String field = "Received: from x (\u00E9 (h\u00E9)) by y;\n 1 Jan 2026 00:00 +0000 (\u00E9)\n";
    assertThat(surrogate(field))
        .isEqualTo(
            field.replace("h\u00E9", "=?utf-8?Q?h=C3=A9?=").replace("\u00E9", "=?utf-8?B?w6k=?="));
  }

  /** Octets that are no UTF-8 are kept for whoever can guess what they mean. */
  @Test
  void invalidOctetsAreSaidToBeUnknown() {
    assertThat(surrogate("Subject: caf\u00E9 noir\n", StandardCharsets.ISO_8859_1))
        .isEqualTo("Subject: =?unknown-8bit?Q?caf=E9?= noir\n");
    assertThat(surrogate("Content-Type: a/b; name=caf\u00E9\n", StandardCharsets.ISO_8859_1))
        .isEqualTo("Content-Type: a/b; name*=unknown-8bit''caf%E9\n");
    assertThat(surrogate("Subject: a \u0080 b\n", StandardCharsets.ISO_8859_1))
        .isEqualTo("Subject: a =?unknown-8bit?B?gA==?= b\n");
    assertThat(surrogate("Subject: a \u007F b\n", StandardCharsets.ISO_8859_1))
        .isEqualTo("Subject: a \u007F b\n");
    assertThat(surrogate("From: \u00ED\u00A0\u0080 <a@b>\n", StandardCharsets.ISO_8859_1))
        .isEqualTo("From: =?unknown-8bit?B?7aCA?= <a@b>\n");
  }

  @Test
  void foldsStayAndEncodedWordsFitTheirLines() {
    assertThat(surrogate("Subject: one\r\n caf\u00E9\r\n\tth\u00E9 two\r\n\r\nb"))
        .isEqualTo("Subject: one\r\n =?utf-8?Q?caf=C3=A9=09th=C3=A9?= two\r\n\r\nb");
    String text = surrogate("Subject: " + "\u65E5\u672C\u8A9E".repeat(20) + "\n");
    assertThat(text.split("\r\n ")).hasSize(5);
    assertThat(text.lines().allMatch(line -> line.length() <= 76)).isTrue();
    assertThat(text).startsWith("Subject: =?utf-8?B?5pel5pys6Kqe");
    String late = "x".repeat(60);
    assertThat(surrogate("Subject: " + late + " caf\u00E9\n"))
        .isEqualTo("Subject: " + late + "\r\n =?utf-8?Q?caf=C3=A9?=\n");
  }

  @Test
  void bodyStaysAsItIs() {
    String body = "\n8-bit \u00E9\n.\nSubject: \u00E9\nno line end";
    assertThat(surrogate("A: \u00E9\n" + body)).isEqualTo("A: =?utf-8?B?w6k=?=\n" + body);
    assertThat(surrogate(body)).isEqualTo(body);
    assertThat(surrogate("")).isEmpty();
    assertThat(surrogate("A: \u00E9")).isEqualTo("A: =?utf-8?B?w6k=?=");
  }

  /** What is longer than can be held is rewritten in pieces, the rest of a field left out, too. */
  @Test
  void longFieldsAreRewrittenInPieces() {
    String line = " Ren\u00E9 <rene@example.com>,\r\n";
    String field = "To:" + line.repeat(3000) + " x@y\r\n";
    assertThat(surrogate(field)).isEqualTo(field.replace("Ren\u00E9", "=?utf-8?Q?Ren=C3=A9?="));
    String ids = "References: <\u00E9@c>\r\n" + " <a@b>\r\n".repeat(5000);
    assertThat(surrogate("A: b\r\n" + ids + "C: d\r\n\r\n")).isEqualTo("A: b\r\nC: d\r\n\r\n");
    String ascii = "References:" + " <a@b>".repeat(5000) + "\r\n\r\n";
    assertThat(surrogate(ascii)).isEqualTo(ascii);
  }

  /** Decision A-50: what a long field is decides how its rest is written, whatever came before. */
  @Test
  void restOfALongFieldIsWrittenByItsNameAsWell() {
    String before = "Subject: x\n";
    String to = "To:" + " a@b.example,\n".repeat(2000);
    assertThat(surrogate(before + to + " <j\u00F6@c>\n\n").replace(to, "[...]"))
        .isEqualTo(
            before
                + "[...] =?utf-8?B?PGrDtkBjPg==?= <invalid@internationalized-address.invalid>\n\n");
    String ids = "References:" + " <a@b>\n".repeat(3000);
    assertThat(surrogate("To: x\n" + ids + " <\u00E9@c>\n\n").replace(ids, "[...]"))
        .isEqualTo("To: x\n[...] =?utf-8?B?PMOpQGM+?=\n\n");
  }

  @Test
  void longLineThatIsNoFieldIsRewrittenInPieces() {
    String ascii = "x ".repeat(SurrogateEncoder.MAX_FIELD_OCTETS / 2);
    assertThat(surrogate(ascii + "\u00E9: x\n")).isEqualTo(ascii + "=?utf-8?B?w6k6?= x\n");
  }

  /** A field that fills the buffer ends where its line ends, and goes on where that does not. */
  @Test
  void fieldThatJustFillsTheBufferIsCutAsAnyOther() {
    int fill = SurrogateEncoder.MAX_FIELD_OCTETS;
    String next = "S: \u00E9\n";
    String nextShown = "S: =?utf-8?B?w6k=?=\n";
    for (int length : new int[] {fill - 1, fill, fill + 1, fill + 2}) {
      String field = "X:" + "x".repeat(length - 3) + "\n";
      assertThat(surrogate(field + next + "\n\u00E9")).isEqualTo(field + nextShown + "\n\u00E9");
      String folded = "X:\n" + " x\n".repeat((length - 3) / 3) + " ".repeat(length % 3) + "y\n";
      assertThat(surrogate(folded + next)).isEqualTo(folded + nextShown);
      String address = "To:" + "x".repeat(length - 3) + ",j@\u00F6\n";
      assertThat(surrogate(address + next))
          .startsWith("To:xxx")
          .endsWith(" <invalid@internationalized-address.invalid>\n" + nextShown);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // comments within comments end one by one, and quotation marks may hold a bracket
        "Received: x (a (b) \u00E9) y|Received: x (a (b) =?utf-8?B?w6k=?=) y",
        "Received: x (a \\) \u00E9) y|Received: x (a \\) =?utf-8?B?w6k=?=) y",
        "To: <\"a>\u00E9\"@b>, c@d|To: =?utf-8?B?PCJhPsOpIkBiPg==?="
            + " <invalid@internationalized-address.invalid>, c@d",
        // a backslash takes the meaning from what follows it, but not in plain text
        "To: a\\ \u00E9 <c@d>|To: =?utf-8?Q?a=5C_=C3=A9?= <c@d>",
        "Subject: a\\ \u00E9|Subject: a\\ =?utf-8?B?w6k=?=",
        // what becomes an encoded-word stands apart, and keeps the blanks a reader would drop
        "To: jo(\u00E9) <c@d>|To: jo (=?utf-8?B?w6k=?=) <c@d>",
        "S: =?utf-8?Q?x?=  \u00E9 y|S: =?utf-8?Q?x?=  =?utf-8?Q?__=C3=A9?= y",
        "S: x \u00E9  =?utf-8?Q?y?=|S: x =?utf-8?Q?=C3=A9__?=  =?utf-8?Q?y?=",
        // a name is printable and not empty
        "A~:\u00E9|A~: =?utf-8?B?w6k=?=",
        "A \t:\u00E9|A \t: =?utf-8?B?w6k=?=",
        "To :\u00E9@b|To : =?utf-8?B?w6lAYg==?= <invalid@internationalized-address.invalid>",
        "A\u007F:\u00E9|=?utf-8?B?QX86w6k=?=",
        "A\u0001:\u00E9|=?utf-8?B?QQE6w6k=?=",
        ":\u00E9|=?utf-8?B?OsOp?=",
        // a lone CR is text, also at the very end
        "S: \u00E9\r|S: =?utf-8?B?w6kN?=",
        "S: \u00E9\ra|S: =?utf-8?B?w6kNYQ==?="
      })
  void delimitersAndNamesAreTakenForWhatTheyAre(String field, String expected) {
    assertThat(surrogate(field)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Content-Type: a/b;name=\u00E9;x=y|Content-Type: a/b;name*=utf-8''%C3%A9;x=y",
        "Content-Type: a/b; NAME = \u00E9 |Content-Type: a/b; name*=utf-8''%C3%A9",
        "Content-Type: a/b; \u00E9|Content-Type: a/b",
        "Content-Type: a/b; =\u00E9|Content-Type: a/b",
        "Content-Type: a/b; *=\u00E9|Content-Type: a/b",
        "Content-Type: a/b; x=\"\u00E9=y\"|Content-Type: a/b; x*=utf-8''%C3%A9%3Dy",
        "Content-Type: a/b; x=\u00E9(c)|Content-Type: a/b; x*=utf-8''%C3%A9",
        "Content-Type: a/b; x=\"\u00E9 y|Content-Type: a/b; x*=utf-8''%C3%A9%20y",
        "Content-Type: a/b; x=\u00E9\"|Content-Type: a/b; x*=utf-8''%C3%A9",
        "Content-Type: a/b; x=\"\u00E9\\|Content-Type: a/b; x*=utf-8''%C3%A9%5C"
      })
  void parameterIsItsNameAndItsValue(String field, String expected) {
    assertThat(surrogate(field)).isEqualTo(expected);
  }

  /** Nothing that is nested nests here. */
  @Test
  void deeplyNestedCommentsAreHarmless() {
    String deep = "Received: " + "(".repeat(8000) + "\u00E9" + ")".repeat(8000) + "\n\n";
    assertThat(surrogate(deep)).isEqualTo(deep.replace("\u00E9", "=?utf-8?B?w6k=?="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(\u00E9", "\u00E9 ", ";\u00E9=\u00E9", "<\u00E9", "\u00E9,", "\"\u00E9"})
  void hostileFieldsOfMegabytesAreRewritten(String unit) {
    for (String name : new String[] {"Subject", "To", "Content-Type", "Received"}) {
      String field = name + ": x" + unit.repeat(7000) + "\n";
      assertThat(surrogate(field.repeat(10)).chars().allMatch(c -> c < 0x80)).isTrue();
    }
  }

  @Test
  void hostIsToldWhereTheBodyBegins() {
    SurrogateEncoder encoder = new SurrogateEncoder();
    ByteBuffer out = ByteBuffer.allocate(100);
    encoder.convert(ByteBuffer.wrap("A: b\n".getBytes(StandardCharsets.UTF_8)), out, false);
    assertThat(encoder.isInBody()).isFalse();
    encoder.convert(ByteBuffer.wrap("\n".getBytes(StandardCharsets.UTF_8)), out, false);
    assertThat(encoder.isInBody()).isTrue();
  }

  /** raw where that is tolerated. */
  @ParameterizedTest
  @EnumSource
  void policyFollowsFromTheMode(ComplianceMode mode) {
    assertThat(DowngradePolicy.of(Compliance.of(mode)))
        .isEqualTo(mode == ComplianceMode.STRICT ? DowngradePolicy.SURROGATE : DowngradePolicy.RAW);
    assertThat(DowngradePolicy.of(Compliance.of(mode).without(Deviation.NON_ASCII_HEADER_SECTION)))
        .isEqualTo(DowngradePolicy.SURROGATE);
    assertThat(DowngradePolicy.of(Compliance.of(mode).with(Deviation.NON_ASCII_HEADER_SECTION)))
        .isEqualTo(DowngradePolicy.RAW);
  }
}
