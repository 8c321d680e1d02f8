package io.pop3.protocol.fuzz;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.protocol.sasl.InitialResponse;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslPrep;
import io.pop3.protocol.testkit.Laws;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.protocol.wire.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * One text through everything that reads texts: base64, initial responses, SASLprep, UTF-8, and the
 * values in replies.
 */
public final class TextsTarget {

  private TextsTarget() {}

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    String latin1 = OctetString.of(data).toLatin1();
    base64(data);
    prepared(data);
    Expect.that(
        Utf8.isWellFormed(data, 0, data.length) == decodeUtf8(data).isPresent(), "UTF-8", latin1);

    StatusLine.parse(data, 0, data.length).ifPresent(TextsTarget::statusIsStable);
    Capability.parse(latin1).ifPresent(Laws::capabilitySurvivesCoding);
    stable(DropListing.parse(latin1), DropListing::format, DropListing::parse);
    stable(ScanLine.parse(latin1), ScanLine::format, ScanLine::parse);
    stable(UidLine.parse(latin1), UidLine::format, UidLine::parse);
    stable(ApopTimestamp.find(latin1), ApopTimestamp::value, ApopTimestamp::find);
    stable(SaslMechanism.find(latin1), SaslMechanism::mechanismName, SaslMechanism::find);
  }

  private static <T> void stable(
      Optional<T> read, Function<T, String> format, Function<String, Optional<T>> parse) {
    read.ifPresent(
        value -> {
          Optional<T> again = parse.apply(format.apply(value));
          Expect.that(again.equals(read), value.toString(), again);
        });
  }

  private static void statusIsStable(StatusLine status) {
    byte[] octets = status.toOctets();
    Optional<StatusLine> again = StatusLine.parse(octets, 0, octets.length - 2);
    Expect.that(again.equals(Optional.of(status)), status.toString(), again);
  }

  private static void base64(byte[] data) {
    byte[] encoded = StrictBase64.encode(data);
    Optional<Secret> decoded = StrictBase64.decode(encoded, 0, encoded.length);
    Expect.that(decoded.equals(Optional.of(Secret.of(data))), "decode(encode(x)) = x", encoded);
    StrictBase64.decode(data, 0, data.length)
        .ifPresent(
            octets ->
                Expect.that(
                    Arrays.equals(StrictBase64.encode(octets.reveal()), data),
                    "one text for some octets",
                    octets.length()));
    Optional<Secret> initial = InitialResponse.decode(InitialResponse.encode(Secret.of(data)));
    Expect.that(initial.equals(Optional.of(Secret.of(data))), "the initial response", initial);
    InitialResponse.decode(Secret.of(data))
        .ifPresent(
            octets ->
                Expect.that(
                    InitialResponse.encode(octets).equals(Secret.of(data))
                        || (data.length == 0 && octets.length() == 0),
                    "one argument for an initial response",
                    octets));
  }

  /** Ledger 4013-PREP-1: what is prepared stays as it is, and what may be stored may be asked. */
  private static void prepared(byte[] data) {
    Optional<String> text = decodeUtf8(data);
    Optional<String> query = text.flatMap(SaslPrep::prepareQuery);
    Optional<String> stored = text.flatMap(SaslPrep::prepareStored);
    query.ifPresent(
        once -> {
          Expect.that(!once.isEmpty(), "not empty", once);
          Expect.that(SaslPrep.prepareQuery(once).equals(query), "idempotent", once);
          Expect.that(once.chars().noneMatch(c -> c < 0x20 || c == 0x7F), "no controls", once);
        });
    Expect.that(stored.isEmpty() || stored.equals(query), "stored implies query", stored);
    Optional<Secret> secret = SaslPrep.prepareQuery(Secret.of(data));
    Expect.that(secret.equals(query.map(Secret::of)), "the same for secrets", secret);
    Optional<Secret> storedSecret = SaslPrep.prepareStored(Secret.of(data));
    Expect.that(storedSecret.equals(stored.map(Secret::of)), "the same for secrets", storedSecret);
  }

  private static Optional<String> decodeUtf8(byte[] data) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
