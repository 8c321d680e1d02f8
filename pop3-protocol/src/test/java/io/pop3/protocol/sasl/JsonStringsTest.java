package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of 7628-ERR-1. */
class JsonStringsTest {

  @Property
  void readingUndoesWriting(@ForAll @Size(max = 5) Map<String, String> members) {
    String json = JsonStrings.write(members);

    assertThat(JsonStrings.read(json)).contains(members);
    assertThat(json.chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    JsonStrings.read(text).ifPresent(members -> assertThat(text).contains("{"));
  }

  @Test
  void escapesScalarsAndWhiteSpaceAreRead() {
    assertThat(
            JsonStrings.read(
                " { \"a\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00E9\" ,\n"
                    + "\"b\":-1.5e+3,\"c\":true,\"d\":null,\"e\":\"\u00e9\"}\t"))
        .contains(Map.of("a", "\"\\/\b\f\n\r\t\u00e9\u00e9", "e", "\u00e9"));
    assertThat(JsonStrings.read("{}")).contains(Map.of());
  }

  @Test
  void printableAsciiIsWrittenAsItIs() {
    assertThat(JsonStrings.write(Map.of("a b", "!~\u007f\u001f\"\\")))
        .isEqualTo("{\"a b\":\"!~\\u007f\\u001f\\\"\\\\\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "90", "false", "null", "-0.9E+09"})
  void scalarsOfOtherMembersAreSkipped(String scalar) {
    assertThat(JsonStrings.read("{\"a\":" + scalar + ",\"b\":\"c\"}")).contains(Map.of("b", "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\":1",
        "{",
        "}",
        "[]",
        "\"a\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"}}",
        "{\"a\":\"b\"}x",
        "{\"a\":\"b",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "{\"a\":\"b\" \"c\":\"d\"}",
        "{\"a\":\"\n\"}",
        "{a:\"b\"}",
        "{\"a\":\"b\"}\u0000"
      })
  void anythingElseIsRefused(String text) {
    assertThat(JsonStrings.read(text)).isEmpty();
  }

  @Test
  void errorWithoutUsableStatusSaysNothing() {
    assertThat(BearerTokenError.parse(new byte[0])).isEmpty();
    assertThat(BearerTokenError.parse("{\"scope\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(BearerTokenError.parse("{\"status\":\"\"}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(
            BearerTokenError.parse(
                ("{\"status\":\"" + "x".repeat(1025) + "\"}").getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(
            BearerTokenError.parse(
                "{\"status\":\"x\",\"scope\":\"\"}".getBytes(StandardCharsets.UTF_8)))
        .contains(BearerTokenError.of("x"));
  }

  @Test
  void errorHasBounds() {
    assertThatThrownBy(() -> BearerTokenError.of(""))
        .hasMessage("status length: 0 (expected: 1 to 1024)");
    assertThatThrownBy(
            () -> new BearerTokenError("x", Optional.of("y".repeat(1025)), Optional.empty()))
        .hasMessage("scope length: 1025 (expected: 1 to 1024)");
    assertThatThrownBy(() -> new BearerTokenError("x", Optional.empty(), Optional.of("")))
        .hasMessage("openid-configuration length: 0 (expected: 1 to 1024)");
  }
}
